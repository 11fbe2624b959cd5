package dev.elbo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.distribution.BernoulliColumn;
import dev.elbo.distribution.CategoricalColumn;
import dev.elbo.distribution.DiagonalGaussian.Variance;
import dev.elbo.distribution.GaussianColumn;
import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.distribution.MixedLikelihood;
import dev.elbo.distribution.PoissonColumn;
import dev.elbo.nn.Block;
import dev.elbo.nn.Parameters;
import dev.elbo.optim.Adam;
import dev.elbo.train.TrainOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Columns with families of their own through the front door: rows of one latent u in a real number
 * 2u + ½ε, a binary one of logit 3u and a count of mean e^{1 + 0.7u}.
 */
class MixedTrainingTest {
  private static final int ROWS = 1500;

  private final Dataset rows = rows();
  private final MixedLikelihood likelihood =
      new MixedLikelihood(
          List.of(
              new GaussianColumn(Variance.SHARED, LogVarianceBounds.DECODER),
              new BernoulliColumn(),
              new PoissonColumn()));

  @TempDir private Path folder;

  private static Dataset rows() {
    Random random = new Random(5);
    float[][] rows = new float[ROWS][3];
    for (float[] row : rows) {
      double u = random.nextGaussian();
      row[0] = (float) (2 * u + 0.5 * random.nextGaussian());
      row[1] = random.nextDouble() < 1 / (1 + Math.exp(-3 * u)) ? 1 : 0;
      double left = 1;
      int count = -1;
      while (left > Math.exp(-Math.exp(1 + 0.7 * u))) {
        left *= random.nextDouble();
        count++;
      }
      row[2] = count;
    }
    return Dataset.ofFloats("table", rows);
  }

  /**
   * The largest mean log-likelihood in nats a row that columns have which know nothing of each
   * other: −½(log 2πs² + 1), minus the entropy of the ones, and x̄ log x̄ − x̄ − mean log x!.
   */
  private double independentColumns() {
    double[] means = rows.columnMeans();
    double deviation = rows.columnDeviations()[0];
    double gaussian = -0.5 * (Math.log(2 * Math.PI * deviation * deviation) + 1);
    double p = means[1];
    double bernoulli = p * Math.log(p) + (1 - p) * Math.log(1 - p);
    double poisson = means[2] * Math.log(means[2]) - means[2];
    for (int i = 0; i < ROWS; i++) {
      for (int k = 2; k <= rows.value(i, 2); k++) {
        poisson -= Math.log(k) / ROWS;
      }
    }
    return gaussian + bernoulli + poisson;
  }

  private Training training(int epochs) {
    TrainOptions options =
        TrainOptions.builder()
            .epochs(epochs)
            .threads(1)
            .optimizer(Adam.DEFAULT.withRate(0.005))
            .build();
    return Training.on(rows)
        .likelihood(likelihood)
        .hidden(12)
        .latent(1)
        .heldOut(0)
        .options(options);
  }

  /** Half a nat and more: what the columns know of each other, less the gap of the bound. */
  @Test
  void theBoundRisesAboveThatOfIndependentColumns() throws IOException {
    AutoEncoder model = training(60).run();
    double bound = model.evaluate(rows, 20).elbo();
    assertThat(bound).isGreaterThan(independentColumns() + 0.5);

    Path file = folder.resolve("table.safetensors");
    model.save(file);
    AutoEncoder again = AutoEncoder.load(file);
    assertThat(again.architecture().likelihood()).isEqualTo(likelihood);
    assertThat(again.logLikelihood(rows, 5)).containsExactly(model.logLikelihood(rows, 5));
    assertThat(model.training().settings())
        .containsEntry("decoder", "mixed: 1 bernoulli, 1 gaussian of shared variance, 1 poisson");
    for (float[] drawn : model.sample(50, AutoEncoder.Sample.DRAW, 1)) {
      assertThat(drawn[1]).isIn(0f, 1f);
      assertThat(drawn[2]).isEqualTo((float) Math.rint(drawn[2])).isNotNegative();
    }
  }

  /** The biases alone are the independent columns, and fifteen steps lead not far from there. */
  @Test
  void trainingStartsFromTheIndependentColumns() {
    AutoEncoder model = training(1).run();
    assertThat(bias(model, "decoder.log_rate.bias"))
        .isCloseTo((float) Math.log(rows.columnMeans()[2]), within(0.1f));
    assertThat(bias(model, "decoder.shared_log_squared_scale.bias"))
        .isCloseTo((float) (2 * Math.log(rows.columnDeviations()[0])), within(0.1f));
  }

  private static float bias(AutoEncoder model, String name) {
    Parameters parameters = model.parameters();
    Block block =
        parameters.layout().blocks().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow();
    return parameters.matrix(block).get(0, 0);
  }

  @Test
  void valuesThatAColumnCannotHoldAreNamed() {
    assertThatThrownBy(() -> check(new float[][] {{1, 0, 2}, {1, 0, -1}}))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "table: the value at row 2, column 3 (counted from 1) is -1.0; a poisson column holds a"
                + " whole number from 0 to 16777216");
    assertThatThrownBy(() -> check(new float[][] {{1, 0.5f, 2}}))
        .hasMessage(
            "table: the value at row 1, column 2 (counted from 1) is 0.5; a bernoulli column holds"
                + " a whole number from 0 to 1");
    assertThatThrownBy(
            () ->
                Training.on(Dataset.ofFloats("table", new float[][] {{0}, {3}}))
                    .likelihood(new MixedLikelihood(List.of(new CategoricalColumn(3))))
                    .notices())
        .hasMessage(
            "table: the value at row 2, column 1 (counted from 1) is 3.0; a categorical column holds"
                + " a whole number from 0 to 2");
  }

  private void check(float[][] values) {
    Training.on(Dataset.ofFloats("table", values)).likelihood(likelihood).notices();
  }
}
