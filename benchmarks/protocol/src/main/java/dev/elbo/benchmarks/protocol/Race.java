package dev.elbo.benchmarks.protocol;

import java.nio.file.Path;

/**
 * Training until the test set's bound is reached, every setting the same for all: 784–500–20, tanh,
 * Bernoulli decoder, dynamic binarisation, Glorot's start with the output bias at the training
 * means, Adam 0.001, minibatches of 100, the test set once after each epoch with L = 1.
 *
 * @param mnist folder with the four idx files, gzipped or not
 * @param target mean bound of the test rows, in nats
 * @param threads that may work at once
 * @param mostEpochs after which to give up
 */
public record Race(Path mnist, double target, int threads, int mostEpochs) {
  /** Hidden units. */
  public static final int HIDDEN = 500;

  /** Latent variables. */
  public static final int LATENTS = 20;

  /** Rows of a step. */
  public static final int MINIBATCH = 100;

  /** Adam's step size. */
  public static final double RATE = 1e-3;

  /** Told the test bound after each epoch. */
  @FunctionalInterface
  public interface Listener {
    /**
     * An epoch ended.
     *
     * @return whether to go on
     */
    boolean epoch(int number, double testBound);
  }
}
