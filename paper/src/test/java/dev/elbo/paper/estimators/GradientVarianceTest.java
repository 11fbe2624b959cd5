package dev.elbo.paper.estimators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.data.Binarization;
import dev.elbo.data.Dataset;
import dev.elbo.data.RowReader;
import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.model.Architecture;
import dev.elbo.model.Vae;
import dev.elbo.nn.Activation;
import dev.elbo.nn.Initialization;
import dev.elbo.nn.Parameters;
import dev.elbo.objective.Objective;
import dev.elbo.objective.SgvbA;
import dev.elbo.objective.SgvbB;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * With all parameters 0, x and z know nothing of each other, μ = 0 and σ = 1. The gradient of log
 * p(z) − log q(z|x) is then −ε in μ and ½(1 − ε²) in log σ², of variance 1 and ½; a mean over M
 * rows has 1/M of it. SGVB-B has neither term, and nothing else moves.
 */
class GradientVarianceTest {
  private static final int ROWS = 8;
  private static final int LATENTS = 3;

  private final Vae vae =
      Vae.of(
          new Architecture(
              new Bernoulli(5),
              List.of(4),
              LATENTS,
              Activation.TANH,
              Architecture.Weights.SEPARATE,
              LogVarianceBounds.NONE));

  private final RowReader rows = rows();

  private static RowReader rows() {
    float[] values = new float[ROWS * 5];
    Random random = new Random(3);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    return RowReader.of(Dataset.ofFloats("rows", 5, values), Binarization.NONE, 1);
  }

  private List<GradientVariance.OfBlock> measure(
      Objective objective, Parameters parameters, int repeats) {
    return new GradientVariance(vae, objective, rows).measure(parameters, repeats, 1);
  }

  private static GradientVariance.OfBlock block(
      List<GradientVariance.OfBlock> blocks, String name) {
    return blocks.stream().filter(b -> b.name().equals(name)).findFirst().orElseThrow();
  }

  /**
   * The relative standard error of a variance from R draws is √(2/R) for a normal variable; here of
   * 3·8 of them in a sum. Five of them, so one false alarm in a million.
   */
  @Test
  void sgvbAVariesAsTheFormulaSays() {
    int repeats = 4000;
    List<GradientVariance.OfBlock> blocks =
        measure(new SgvbA(1), Parameters.zeros(vae.layout()), repeats);
    double mean = (double) LATENTS / ROWS;
    double logVariance = 0.5 * LATENTS / ROWS;
    double error = 5 * Math.sqrt(2.0 / repeats / LATENTS);
    assertThat(block(blocks, "encoder.mean.bias").variance()).isCloseTo(mean, within(error * mean));
    assertThat(block(blocks, "encoder.log_variance.bias").variance())
        .isCloseTo(logVariance, within(4 * error * logVariance)); // ε² has heavier tails
    assertThat(block(blocks, "total").variance())
        .isCloseTo(
            block(blocks, "encoder.mean.bias").variance()
                + block(blocks, "encoder.log_variance.bias").variance(),
            within(1e-9));
    assertThat(block(blocks, "total").parameters()).isEqualTo(vae.layout().size());
    assertThat(block(blocks, "encoder.mean.bias").signal())
        .isCloseTo(0, within(5 * mean / repeats));
  }

  @Test
  void sgvbBDoesNotVaryAtAll() {
    assertThat(measure(new SgvbB(1), Parameters.zeros(vae.layout()), 20))
        .allSatisfy(block -> assertThat(block.variance()).isZero());
  }

  /** Both are estimators of one gradient, whose length is the signal. */
  @Test
  void bothHaveTheSameSignal() {
    Parameters parameters = Parameters.zeros(vae.layout());
    Initialization.GLOROT.fill(parameters, 2);
    GradientVariance.OfBlock a = block(measure(new SgvbA(1), parameters, 5000), "total");
    GradientVariance.OfBlock b = block(measure(new SgvbB(1), parameters, 5000), "total");
    assertThat(b.variance()).isLessThan(a.variance());
    assertThat(a.signal())
        .isPositive()
        .isCloseTo(b.signal(), within(10 * Math.sqrt(a.variance() * a.signal() / 5000)));
  }
}
