package dev.elbo.paper.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.DiagonalGaussian;
import dev.elbo.distribution.DiagonalGaussian.MeanRange;
import dev.elbo.distribution.DiagonalGaussian.Variance;
import dev.elbo.distribution.Likelihood;
import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.linalg.Matrix;
import dev.elbo.model.Architecture;
import dev.elbo.model.Vae;
import dev.elbo.nn.Initialization;
import dev.elbo.nn.Parameters;
import dev.elbo.optim.Schedule;
import dev.elbo.optim.Sgd;
import dev.elbo.train.TrainOptions;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One step at rate 1 moves the parameters by the gradient of the mean log-density over the rows
 * plus that of the weight prior over N, as central differences of a double reference have it.
 */
class UpdatesTest {
  private static final int ROWS = 4;
  private static final int DATA = 5;
  private static final int LATENTS = 2;

  /** N, of which the rows are a minibatch. */
  private static final int TRAINING_ROWS = 11;

  private final Random random = new Random(3);
  private final Matrix x = Matrix.zeros(ROWS, DATA);
  private final Matrix z = Matrix.zeros(ROWS, LATENTS);

  static List<Likelihood> likelihoods() {
    return List.of(
        new Bernoulli(DATA),
        DiagonalGaussian.of(DATA),
        new DiagonalGaussian(
            DATA, Variance.PER_ROW, MeanRange.UNIT_INTERVAL, LogVarianceBounds.DECODER),
        new DiagonalGaussian(DATA, Variance.SHARED, MeanRange.REAL, LogVarianceBounds.DECODER));
  }

  private static Vae vae(Likelihood likelihood) {
    return Vae.of(Architecture.of(likelihood, List.of(3), LATENTS));
  }

  private static MapAscent ascent(Vae vae) {
    TrainOptions options =
        TrainOptions.builder()
            .optimizer(new Sgd(1, 0))
            .schedule(new Schedule.Constant())
            .weightPrior(true)
            .initialization(Initialization.PAPER)
            .build();
    MapAscent ascent = new MapAscent(vae, options, TRAINING_ROWS);
    Parameters parameters = ascent.weights().parameters();
    for (int i = 0; i < parameters.size(); i++) {
      parameters.values()[i] *= 5; // away from the linear part of tanh
    }
    ascent.weights().refresh();
    return ascent;
  }

  private static Parameters start(Vae vae) {
    return ascent(vae).weights().parameters();
  }

  private void fill() {
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < DATA; j++) {
        x.set(i, j, random.nextFloat());
      }
      for (int j = 0; j < LATENTS; j++) {
        z.set(i, j, (float) random.nextGaussian());
      }
    }
  }

  private static double[] row(Matrix m, int row) {
    double[] values = new double[m.columns()];
    for (int j = 0; j < values.length; j++) {
      values[j] = m.get(row, j);
    }
    return values;
  }

  private static double prior(double[] theta) {
    double squares = 0;
    for (double value : theta) {
      squares += value * value;
    }
    return -0.5 * squares / TRAINING_ROWS;
  }

  private static void assertMoved(
      Vae vae, String network, Parameters after, Parameters before, double[] gradient) {
    for (int i = 0; i < gradient.length; i++) {
      boolean own = vae.layout().at(i).name().startsWith(network);
      double moved = (double) after.values()[i] - before.values()[i];
      assertThat(moved)
          .as(vae.layout().at(i).name())
          .isCloseTo(own ? gradient[i] : 0, within(2e-6 * (1 + Math.abs(gradient[i]))));
    }
  }

  @ParameterizedTest
  @MethodSource("likelihoods")
  void theWakePhaseClimbsTheJointDensityInTheDecodersParameters(Likelihood likelihood) {
    fill();
    Vae vae = vae(likelihood);
    MapAscent ascent = ascent(vae);
    new GenerativeUpdate(vae, x, z, vae.decoder().trace(ROWS), ascent).climb(1);
    DoubleNetworks networks = new DoubleNetworks(vae);
    double[] gradient =
        DoubleNetworks.gradient(
            theta -> {
              double sum = 0;
              for (int i = 0; i < ROWS; i++) {
                sum += networks.logPx(theta, row(x, i), row(z, i));
              }
              return sum / ROWS + prior(theta);
            },
            DoubleNetworks.doubles(start(vae)));
    assertMoved(vae, "decoder.", ascent.weights().parameters(), start(vae), gradient);
  }

  @ParameterizedTest
  @MethodSource("likelihoods")
  void theSleepPhaseClimbsTheRecognitionDensityInTheEncodersParameters(Likelihood likelihood) {
    fill();
    Vae vae = vae(likelihood);
    MapAscent ascent = ascent(vae);
    new RecognitionUpdate(vae, x, z, vae.encoder().trace(ROWS), ascent).climb(1);
    DoubleNetworks networks = new DoubleNetworks(vae);
    double[] gradient =
        DoubleNetworks.gradient(
            phi -> {
              double sum = 0;
              for (int i = 0; i < ROWS; i++) {
                sum += networks.logQ(phi, row(z, i), row(x, i));
              }
              return sum / ROWS + prior(phi);
            },
            DoubleNetworks.doubles(start(vae)));
    assertMoved(vae, "encoder.", ascent.weights().parameters(), start(vae), gradient);
  }
}
