package dev.elbo.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.data.Binarization;
import dev.elbo.data.Dataset;
import dev.elbo.data.RowReader;
import dev.elbo.eval.ReferenceModels;
import dev.elbo.model.Vae;
import dev.elbo.nn.Initialization;
import dev.elbo.nn.Parameters;
import dev.elbo.objective.Iwae;
import dev.elbo.objective.Objective;
import dev.elbo.objective.SgvbB;
import dev.elbo.optim.Schedule;
import dev.elbo.optim.Sgd;
import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
import dev.elbo.reference.ReferenceConfig;
import dev.elbo.reference.ReferenceConfig.Activation;
import dev.elbo.reference.ReferenceConfig.Likelihood;
import dev.elbo.reference.ReferenceObjective;
import dev.elbo.reference.ReferenceObjective.Kind;
import dev.elbo.reference.ReferenceObjectives;
import dev.elbo.reference.ReferenceResult;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One step of gradient ascent at rate 1 moves the parameters by the reference's gradient. */
class GradientStepTest {
  private static final int ROWS = 7;
  private static final long SEED = 9;

  private final ReferenceConfig config =
      ReferenceConfig.of(Likelihood.GAUSSIAN, Activation.TANH, 4, List.of(5), 2, List.of(5));
  private final Vae vae = ReferenceModels.vae(config);
  private final Dataset data = rows();

  private static Dataset rows() {
    float[] values = new float[ROWS * 4];
    Random random = new Random(1);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Dataset.ofFloats("rows", 4, values);
  }

  private static TrainOptions.Builder oneStep(Objective objective) {
    return Runs.options(1)
        .objective(objective)
        .optimizer(new Sgd(1, 0))
        .schedule(new Schedule.Constant())
        .initialization(Initialization.PAPER)
        .minibatch(100)
        .seed(SEED);
  }

  private Parameters start() {
    Parameters parameters = Parameters.zeros(vae.layout());
    Initialization.PAPER.fill(parameters, SEED);
    return parameters;
  }

  private float[] afterOneStep(TrainOptions options) {
    RowReader reader = RowReader.of(data, Binarization.NONE, 1);
    return Runs.run(vae, options, reader).parameters().values();
  }

  private ReferenceResult reference(ReferenceObjective objective) {
    int[] order = Shuffle.order(ROWS, SEED, 1);
    double[][] x = new double[ROWS][4];
    double[][] noise = new double[ROWS * objective.samples()][2];
    for (int i = 0; i < ROWS; i++) {
      RandomStream random = RandomStream.of(SEED, Purpose.TRAINING_NOISE, 1, i);
      for (int j = 0; j < 4; j++) {
        x[i][j] = data.value(order[i], j);
      }
      for (int l = 0; l < objective.samples(); l++) {
        for (int j = 0; j < 2; j++) {
          noise[i * objective.samples() + l][j] = random.nextGaussian();
        }
      }
    }
    return ReferenceObjectives.evaluate(
        config, objective, ReferenceModels.blocks(start()), x, noise);
  }

  private float[] gradient(ReferenceObjective objective) {
    return ReferenceModels.parameters(vae, reference(objective).gradient()).values();
  }

  private void assertMovedBy(float[] after, float[] gradient, double factor) {
    float[] before = start().values();
    for (int i = 0; i < before.length; i++) {
      assertThat((double) after[i] - before[i])
          .isCloseTo(factor * gradient[i], within(2e-5 * (1 + Math.abs(factor * gradient[i]))));
    }
  }

  /** Also with an empty shard, one row a shard, and more shards than rows. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6, 7, 11})
  void sgvb(int shards) {
    assertMovedBy(
        afterOneStep(oneStep(new SgvbB(3)).shards(shards).build()),
        gradient(ReferenceObjective.of(Kind.SGVB_B, 3)),
        1);
  }

  @Test
  void iwae() {
    assertMovedBy(
        afterOneStep(oneStep(new Iwae(4, Iwae.Gradient.FULL)).build()),
        gradient(ReferenceObjective.of(Kind.IWAE, 4)),
        1);
  }

  @Test
  void weightPriorAddsItsGradientOverTheTrainingRows() {
    assertMovedBy(
        afterOneStep(oneStep(new SgvbB(1)).weightPrior(true).build()),
        gradient(ReferenceObjective.of(Kind.SGVB_B, 1).withWeightPrior(ROWS)),
        1);
  }

  /** A longer gradient is scaled to the limit, a shorter one is left alone. */
  @Test
  void clippingKeepsTheDirection() {
    float[] gradient = gradient(ReferenceObjective.of(Kind.SGVB_B, 1));
    double squares = 0;
    for (float g : gradient) {
      squares += (double) g * g;
    }
    double norm = Math.sqrt(squares);
    TrainOptions.Builder options = oneStep(new SgvbB(1));
    assertMovedBy(afterOneStep(options.clipNorm(norm / 10).build()), gradient, 0.1);
    assertMovedBy(afterOneStep(options.clipNorm(norm * 1.01).build()), gradient, 1);
  }

  /** β is 0 at the first step of a warm-up. */
  @Test
  void warmUpBeginsWithoutTheDivergence() {
    assertMovedBy(
        afterOneStep(oneStep(new SgvbB(1)).warmUpEpochs(5).beta(2).build()),
        gradient(ReferenceObjective.of(Kind.SGVB_B, 1).withBeta(0)),
        1);
  }

  @Test
  void theReportHoldsTheReferencesFigures() {
    TrainOptions options = oneStep(new SgvbB(3)).beta(0.5).build();
    EpochReport report =
        Runs.run(vae, options, RowReader.of(data, Binarization.NONE, 1)).history().get(0);
    ReferenceResult expected = reference(ReferenceObjective.of(Kind.SGVB_B, 3).withBeta(0.5));
    double kl = 0;
    for (double value : expected.draws().klPerLatent()) {
      kl += value;
    }
    assertThat(report.objective()).isCloseTo(expected.value(), within(1e-5));
    assertThat(report.reconstruction()).isCloseTo(expected.draws().reconstruction(), within(1e-5));
    assertThat(report.kl()).isCloseTo(kl, within(1e-5));
    assertThat(report.bound()).isEqualTo(report.reconstruction() - report.kl());
  }
}
