package dev.elbo.paper.fig3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.data.Binarization;
import dev.elbo.data.Dataset;
import dev.elbo.data.RowReader;
import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.DiagonalGaussian;
import dev.elbo.linalg.Matrix;
import dev.elbo.model.Architecture;
import dev.elbo.model.Vae;
import dev.elbo.nn.Block;
import dev.elbo.nn.Initialization;
import dev.elbo.nn.Parameters;
import dev.elbo.nn.Weights;
import dev.elbo.paper.baseline.DoubleNetworks;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against quadrature over the one latent of a small decoder. Fixed seeds. */
class PosteriorPoolTest {
  private static final int ROWS = 20;
  private static final double STEP = 0.005;

  private final Vae vae = Vae.of(Architecture.of(new Bernoulli(6), List.of(5), 1));
  private final Parameters parameters = Parameters.zeros(vae.layout());
  private final float[][] x = new float[ROWS][6];

  /** Logits that rise and fall over z, so that posteriors are narrow and have several hills. */
  PosteriorPoolTest() {
    Initialization.PAPER.fill(parameters, 2);
    for (Block block : vae.layout().blocks()) {
      float factor = block.name().startsWith("decoder.") ? 30 : 1;
      for (int i = block.offset(); i < block.end(); i++) {
        parameters.values()[i] *= factor;
      }
    }
    Random random = new Random(5);
    for (float[] row : x) {
      for (int j = 0; j < row.length; j++) {
        row[j] = random.nextInt(2);
      }
    }
  }

  private PosteriorPool pool(int priorDraws, int encoderDraws) {
    RowReader rows = RowReader.of(Dataset.ofFloats("rows", x), Binarization.NONE, 1);
    return new PosteriorPool(vae, Weights.of(parameters), rows, priorDraws, encoderDraws, 3);
  }

  /** log p(x), and the mean and the variance of the posterior. */
  private double[] exact(int row) {
    DoubleNetworks networks = new DoubleNetworks(vae);
    double[] theta = DoubleNetworks.doubles(parameters);
    double[] pixels = new double[6];
    for (int j = 0; j < 6; j++) {
      pixels[j] = x[row][j];
    }
    double sum = 0;
    double first = 0;
    double second = 0;
    for (double z = -6; z <= 6; z += STEP) {
      double joint =
          Math.exp(networks.logPx(theta, pixels, new double[] {z}) - 0.5 * z * z)
              / Math.sqrt(2 * Math.PI);
      sum += joint;
      first += z * joint;
      second += z * z * joint;
    }
    double mean = first / sum;
    return new double[] {Math.log(sum * STEP), mean, second / sum - mean * mean};
  }

  private double exactMean() {
    double sum = 0;
    for (int row = 0; row < ROWS; row++) {
      sum += exact(row)[0];
    }
    return sum / ROWS;
  }

  @Test
  void theLikelihoodIsThatOfQuadrature() {
    PosteriorPool pool = pool(20_000, 200);
    assertThat(pool.standardError()).isBetween(1e-4, 0.02);
    assertThat(pool.logLikelihood()).isCloseTo(exactMean(), within(4 * pool.standardError()));
  }

  /** The encoder puts z at 4, where it never is. */
  @Test
  void anEncoderThatIsWrongDoesNoHarm() {
    for (Block block : vae.layout().blocks()) {
      if (block.name().equals("encoder.mean.bias")) {
        parameters.matrix(block).fill(4);
      }
    }
    PosteriorPool pool = pool(20_000, 2_000);
    assertThat(pool.logLikelihood()).isCloseTo(exactMean(), within(4 * pool.standardError()));
  }

  /** Few draws of the prior are made up for by many of the encoder, here one close to the prior. */
  @Test
  void bothProposalsCount() {
    PosteriorPool pool = pool(500, 20_000);
    assertThat(pool.standardError()).isLessThan(0.05);
    assertThat(pool.logLikelihood()).isCloseTo(exactMean(), within(4 * pool.standardError()));
  }

  /** 5000 starts; 5 standard errors of their mean and of their variance. */
  @Test
  void chainsStartAtDrawsFromThePosterior() {
    PosteriorPool pool = pool(50_000, 500);
    Matrix z = Matrix.zeros(5000, 1);
    for (int row = 0; row < 5; row++) {
      pool.fill(row, z);
      double mean = 0;
      double squares = 0;
      for (int c = 0; c < 5000; c++) {
        mean += z.get(c, 0) / 5000;
        squares += (double) z.get(c, 0) * z.get(c, 0) / 5000;
      }
      double[] exact = exact(row);
      assertThat(mean).isCloseTo(exact[1], within(5 * Math.sqrt(exact[2] / 5000)));
      assertThat(squares - mean * mean).isCloseTo(exact[2], within(0.15 * exact[2]));
    }
  }

  @Test
  void otherDecodersAreRefused() {
    Vae gaussian = Vae.of(Architecture.of(DiagonalGaussian.of(6), List.of(5), 1));
    Weights weights = Weights.of(Parameters.zeros(gaussian.layout()));
    RowReader rows = RowReader.of(Dataset.ofFloats("rows", x), Binarization.NONE, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PosteriorPool(gaussian, weights, rows, 500, 10, 1))
        .withMessageStartingWith("a pool of draws needs a Bernoulli decoder, not DiagonalGaussian");
  }
}
