package dev.elbo.train;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.elbo.data.Binarization;
import dev.elbo.data.Part;
import dev.elbo.data.RowReader;
import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.DiagonalGaussian;
import dev.elbo.distribution.Likelihood;
import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.linalg.Kernels;
import dev.elbo.linalg.Precision;
import dev.elbo.model.Architecture;
import dev.elbo.model.Vae;
import dev.elbo.nn.Activation;
import dev.elbo.objective.Iwae;
import dev.elbo.objective.SgvbA;
import dev.elbo.objective.SgvbB;
import dev.elbo.optim.AdamW;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * After the first steps a training step makes no objects: what all threads have allocated is read
 * every hundred steps in the middle of an epoch, until in one hundred it was nothing. When that is
 * depends on the machine: a thread that takes a piece of the work for the first time prepares
 * itself for it, and the compiler needs time to see which objects need not be made.
 */
class AllocationTest {
  private static final int WINDOW = 100;
  private static final int WINDOWS = 1000;

  /**
   * A reading makes a few hundred bytes; the smallest object has 16, in each of a hundred steps.
   */
  private static final int NOTHING = 4 * WINDOW;

  /** Ends a run that has shown what it was to show. */
  private static final class Quiet extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** Counts bytes from one step to another. */
  private static final class Meter implements TrainingListener {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long before;
    private long least = Long.MAX_VALUE;

    @Override
    public void stepped(Progress progress) {
      if (progress.step() % WINDOW == 0) {
        long now = allocated();
        if (before > 0) {
          least = Math.min(least, now - before - ofReading());
        }
        if (least < NOTHING) {
          throw new Quiet();
        }
        before = allocated(); // again, so that what a reading makes is not counted twice
      }
    }

    /** Of this thread and the workers. */
    private long allocated() {
      long own = Thread.currentThread().getId();
      long[] ids =
          Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
              .filter(info -> info != null && info.getThreadName().startsWith("elbo-worker"))
              .mapToLong(info -> info.getThreadId())
              .toArray();
      return Arrays.stream(threads.getThreadAllocatedBytes(ids)).sum()
          + threads.getThreadAllocatedBytes(own);
    }

    /** What one reading costs, to be taken off. */
    long ofReading() {
      allocated();
      long first = allocated();
      return allocated() - first;
    }
  }

  static List<Arguments> runs() {
    return List.of(
        Arguments.of(
            "Bernoulli, tanh, Adam", new Bernoulli(64), Activation.TANH, TrainOptions.builder()),
        Arguments.of(
            "Gaussian, softplus, AdamW, clipped, with a weight prior",
            DiagonalGaussian.of(64),
            Activation.SOFTPLUS,
            TrainOptions.builder()
                .objective(new SgvbA(2))
                .optimizer(AdamW.DEFAULT)
                .clipNorm(1)
                .weightPrior(true)),
        Arguments.of(
            "IWAE, relu",
            new Bernoulli(64),
            Activation.RELU,
            TrainOptions.builder().objective(new Iwae(5, Iwae.Gradient.DOUBLY_REPARAMETERIZED))),
        Arguments.of(
            "free bits, σ for all rows, means in [0, 1]",
            new DiagonalGaussian(
                64,
                DiagonalGaussian.Variance.SHARED,
                DiagonalGaussian.MeanRange.UNIT_INTERVAL,
                LogVarianceBounds.DECODER),
            Activation.TANH,
            TrainOptions.builder().objective(new SgvbB(1, 0.1))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("runs")
  void aStepAllocatesNothing(
      String name, Likelihood likelihood, Activation activation, TrainOptions.Builder options) {
    assertAllocatesNothing(likelihood, activation, options);
  }

  @Test
  void norDoesOneInBfloat16() {
    assumeTrue(Kernels.supports(Precision.BF16), "a processor without bf16");
    assertAllocatesNothing(
        new Bernoulli(64), Activation.TANH, TrainOptions.builder().precision(Precision.BF16));
  }

  private static void assertAllocatesNothing(
      Likelihood likelihood, Activation activation, TrainOptions.Builder options) {
    Vae vae =
        Vae.of(
            new Architecture(
                likelihood,
                List.of(16),
                3,
                activation,
                Architecture.Weights.TIED,
                LogVarianceBounds.ENCODER));
    RowReader digits = Runs.digits(Part.TRAIN);
    int rows = digits.data().rows();
    int[] many = new int[4 * WINDOWS * WINDOW + 8];
    for (int i = 0; i < many.length; i++) {
      many[i] = i % rows;
    }
    RowReader reader = RowReader.of(digits.data().select(many, "many"), Binarization.DYNAMIC, 1);
    Meter meter = new Meter();
    TrainOptions plan = options.epochs(1).minibatch(4).threads(2).build();
    Trainer trainer = new Trainer(vae, plan, reader, Optional.empty(), meter);
    assertThatThrownBy(trainer::run)
        .as("bytes in the quietest %d steps: %d", WINDOW, meter.least)
        .isInstanceOf(Quiet.class);
  }
}
