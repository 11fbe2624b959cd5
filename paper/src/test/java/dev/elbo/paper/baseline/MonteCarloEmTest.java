package dev.elbo.paper.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.linalg.Matrix;
import dev.elbo.model.JointDensity;
import dev.elbo.model.Vae;
import dev.elbo.nn.Block;
import dev.elbo.nn.Initialization;
import dev.elbo.nn.Parameters;
import dev.elbo.optim.Adagrad;
import dev.elbo.optim.Schedule;
import dev.elbo.train.TrainOptions;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MonteCarloEmTest {
  private static final int ROWS = 100;

  private final Vae vae = LinearGaussianRows.vae();
  private final LinearGaussianRows rows = new LinearGaussianRows(ROWS, 2);

  private static TrainOptions options() {
    return TrainOptions.builder()
        .optimizer(new Adagrad(0.01, 1e-8))
        .schedule(new Schedule.Constant())
        .initialization(Initialization.PAPER)
        .epochs(200)
        .build();
  }

  /** With z as it is, each of the five updates makes (x, z) more likely. */
  @Test
  void weightUpdatesClimbTheJointDensity() {
    MapAscent ascent = new MapAscent(vae, options(), ROWS);
    JointDensity joint = new JointDensity(vae, ROWS, 1);
    rows.reader().read(IntStream.range(0, ROWS).toArray(), 0, ROWS, 0, joint.x());
    Matrix z = Matrix.zeros(ROWS, 1);
    for (int i = 0; i < ROWS; i++) {
      z.set(i, 0, joint.x().get(i, 0));
    }
    GenerativeUpdate update =
        new GenerativeUpdate(vae, joint.x(), z, vae.decoder().trace(ROWS), ascent);
    double before = logJoint(joint, ascent, z);
    for (int step = 1; step <= 5 * MonteCarloEmStep.UPDATES; step++) {
      update.climb(step);
      double after = logJoint(joint, ascent, z);
      assertThat(after).isGreaterThan(before);
      before = after;
    }
  }

  private static double logJoint(JointDensity joint, MapAscent ascent, Matrix z) {
    double[] logProb = new double[z.rows()];
    Matrix gradient = Matrix.zeros(z.rows(), z.columns());
    joint.logProbAndGradient(ascent.weights(), z, logProb, gradient);
    return Arrays.stream(logProb).average().orElseThrow();
  }

  @Test
  void theEncoderStaysAsItStarted() {
    Parameters start = new MapAscent(vae, options(), ROWS).weights().parameters();
    new MonteCarloEm()
        .learn(
            vae,
            options(),
            rows.reader(),
            (samples, seconds, parameters) -> {
              for (Block block : vae.layout().blocks()) {
                float[] now = parameters.matrix(block).toArray()[0];
                float[] then = start.matrix(block).toArray()[0];
                if (block.name().startsWith("encoder.")) {
                  assertThat(now).as(block.name()).isEqualTo(then);
                } else if (samples > 20 * ROWS) {
                  assertThat(now).as(block.name()).isNotEqualTo(then);
                }
              }
            });
  }
}
