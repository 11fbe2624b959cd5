package dev.elbo.benchmarks.protocol;

import java.util.SplittableRandom;

/** The rows of a workload: a function of its sizes and a fixed seed, so all contenders see them. */
public final class SyntheticRows {
  /** Share of ones: that of binarised MNIST. */
  public static final double ONES = 0.13;

  private static final long SEED = 20131220;

  private SyntheticRows() {}

  /** Zeros and ones for a Bernoulli decoder, standard normal numbers for a Gaussian one. */
  public static float[] of(Workload workload) {
    SplittableRandom random = new SplittableRandom(SEED);
    float[] values = new float[Math.multiplyExact(workload.rows(), workload.columns())];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (workload.decoder()) {
            case BERNOULLI -> random.nextDouble() < ONES ? 1 : 0;
            case GAUSSIAN -> (float) random.nextGaussian();
          };
    }
    return values;
  }
}
