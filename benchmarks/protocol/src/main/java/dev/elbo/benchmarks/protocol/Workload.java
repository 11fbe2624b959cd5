package dev.elbo.benchmarks.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The work that every contender does: a variational auto-encoder with one hidden tanh layer on each
 * side and one Gaussian latent layer.
 *
 * @param name for reports and the command line
 * @param task what a step is
 * @param decoder p(x|z)
 * @param columns of a row
 * @param hidden units of encoder and decoder
 * @param latents latent variables
 * @param minibatch rows of a step
 * @param samples draws of z for each row: L, or IWAE's k, or the importance samples of a score
 * @param rows of the data set that minibatches are gathered from
 */
public record Workload(
    String name,
    Task task,
    Decoder decoder,
    int columns,
    int hidden,
    int latents,
    int minibatch,
    int samples,
    int rows) {

  /** About how many rows a data set has; exactly, as many as make whole minibatches. */
  private static final int ROWS = 10_000;

  private static final int SCORE_SAMPLES = 100;

  /** What a step is. */
  public enum Task {
    /** Forward, backward and Adam update of the bound with closed-form KL. */
    TRAIN,
    /** Forward, backward and Adam update of the importance-weighted bound. */
    IWAE,
    /** Mean and deviation of q(z|x): the encoder forward. */
    ENCODE,
    /** Importance-sampled log p(x): encoder, draws and decoder forward. */
    SCORE;

    /** Whether a step changes the model. */
    public boolean trains() {
      return this == TRAIN || this == IWAE;
    }
  }

  /** The family of p(x|z). */
  public enum Decoder {
    /** Zeros and ones, from logits. */
    BERNOULLI,
    /** Real numbers, with a head for μ and one for log σ². */
    GAUSSIAN
  }

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException where a size is not positive or a minibatch exceeds the rows
   */
  public Workload {
    for (int size : new int[] {columns, hidden, latents, minibatch, samples, rows}) {
      if (size < 1) {
        throw new IllegalArgumentException("%s: sizes are 1 or more, not %d".formatted(name, size));
      }
    }
    if (minibatch > rows) {
      throw new IllegalArgumentException(
          "%s: a minibatch of %d from %d rows".formatted(name, minibatch, rows));
    }
    if (name.contains(",")) {
      throw new IllegalArgumentException("a workload's name has no comma: " + name);
    }
  }

  /** Every workload with a name, in the order of reports. */
  public static List<Workload> all() {
    List<Workload> all = new ArrayList<>();
    all.add(paper("paper", Task.TRAIN, 100, 1));
    all.add(train("iwae-net", Task.TRAIN, 784, 200, 50, 20, 1));
    all.add(paper("wide", Task.TRAIN, 512, 1));
    all.add(table("table", Task.TRAIN, 128, 1));
    all.add(train("iwae", Task.IWAE, 784, 200, 50, 20, 50));
    for (int minibatch : new int[] {1, 1000}) {
      all.add(paper("encode-paper-" + minibatch, Task.ENCODE, minibatch, 1));
      all.add(table("encode-table-" + minibatch, Task.ENCODE, minibatch, 1));
      all.add(paper("score-paper-" + minibatch, Task.SCORE, minibatch, SCORE_SAMPLES));
      all.add(table("score-table-" + minibatch, Task.SCORE, minibatch, SCORE_SAMPLES));
    }
    return all;
  }

  /**
   * The workload of a name.
   *
   * @throws IllegalArgumentException that lists the valid names
   */
  public static Workload named(String name) {
    return all().stream()
        .filter(workload -> workload.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no workload \"%s\"; valid names: %s"
                        .formatted(
                            name,
                            all().stream().map(Workload::name).collect(Collectors.joining(", ")))));
  }

  private static Workload paper(String name, Task task, int minibatch, int samples) {
    return train(name, task, 784, 500, 20, minibatch, samples);
  }

  private static Workload train(
      String name, Task task, int columns, int hidden, int latents, int minibatch, int samples) {
    int rows = wholeMinibatches(minibatch);
    return new Workload(
        name, task, Decoder.BERNOULLI, columns, hidden, latents, minibatch, samples, rows);
  }

  private static Workload table(String name, Task task, int minibatch, int samples) {
    int rows = wholeMinibatches(minibatch);
    return new Workload(name, task, Decoder.GAUSSIAN, 30, 64, 8, minibatch, samples, rows);
  }

  private static int wholeMinibatches(int minibatch) {
    return (ROWS + minibatch - 1) / minibatch * minibatch;
  }

  /** One word for the command line of a contender; {@link #parse} reads it. */
  public String encoded() {
    return "%s,%s,%s,%d,%d,%d,%d,%d,%d"
        .formatted(name, task, decoder, columns, hidden, latents, minibatch, samples, rows);
  }

  /**
   * Reads {@link #encoded}.
   *
   * @throws IllegalArgumentException where the text is something else
   */
  public static Workload parse(String encoded) {
    String[] parts = encoded.split(",", -1);
    if (parts.length != 9) {
      throw new IllegalArgumentException("this is no encoded workload: " + encoded);
    }
    int[] sizes = new int[6];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Integer.parseInt(parts[3 + i]);
    }
    return new Workload(
        parts[0],
        Task.valueOf(parts[1]),
        Decoder.valueOf(parts[2]),
        sizes[0],
        sizes[1],
        sizes[2],
        sizes[3],
        sizes[4],
        sizes[5]);
  }

  /** Layers and what a step does, for reports. */
  public String description() {
    String draws = samples > 1 ? ", %d samples".formatted(samples) : "";
    return "%d–%d–%d, minibatch %d, %s decoder, %s%s"
        .formatted(
            columns,
            hidden,
            latents,
            minibatch,
            decoder == Decoder.BERNOULLI ? "Bernoulli" : "Gaussian",
            task.name().toLowerCase(Locale.ROOT),
            draws);
  }
}
