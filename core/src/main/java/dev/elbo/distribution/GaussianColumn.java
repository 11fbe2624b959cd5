package dev.elbo.distribution;

import dev.elbo.linalg.Elementwise;
import dev.elbo.random.RandomStream;
import java.util.List;

/**
 * A real number x ~ N(μ, σ²), one column of a {@link DiagonalGaussian}: outputs μ and log σ².
 *
 * <p>log p(x) = −½ (log 2π + log σ² + (x − μ)²/σ²), ∂/∂μ = (x − μ)/σ², ∂/∂log σ² = ½((x − μ)²/σ² −
 * 1).
 *
 * <p>The value is a log-density: it depends on the unit of x and may be positive. Where values are
 * rounded, such as to cents, the lower bound on log σ² belongs near that resolution. |x − μ|/σ
 * beyond 10¹⁹ overflows.
 *
 * @param variance whether log σ² is an output of each row or one number of the column
 * @param bounds smooth bound on log σ²
 */
public record GaussianColumn(DiagonalGaussian.Variance variance, LogVarianceBounds bounds)
    implements ColumnFamily {
  private static final float LOG_2PI = (float) StandardNormal.LOG_2PI;

  @Override
  public String name() {
    return "gaussian";
  }

  @Override
  public List<HeadRole> outputs() {
    return List.of(
        HeadRole.LOCATION,
        variance == DiagonalGaussian.Variance.SHARED
            ? HeadRole.SHARED_LOG_SQUARED_SCALE
            : HeadRole.LOG_SQUARED_SCALE);
  }

  @Override
  public ColumnSupport support() {
    return ColumnSupport.REAL;
  }

  /** 1/σ² and the slope of the bound. */
  @Override
  public int workArrays() {
    return 2;
  }

  /** Leaves x − μ for x and (x − μ)²/σ² for log σ². */
  @Override
  public void logProb(float[][] cells, int rows) {
    float[] logProb = cells[LOG_PROB];
    float[] squares = cells[OUTPUTS + 1];
    float[] precision = cells[OUTPUTS + 2];
    bounds.precision(squares, precision, cells[OUTPUTS + 3], rows);
    Elementwise.log(precision, logProb, squares, rows);
    squares(cells[X], cells[OUTPUTS], precision, squares, rows);
    for (int r = 0; r < rows; r++) {
      logProb[r] = 0.5f * (logProb[r] - LOG_2PI - squares[r]);
    }
  }

  /** x ← x − μ, and its square over σ². */
  static void squares(float[] x, float[] mean, float[] precision, float[] squares, int rows) {
    for (int r = 0; r < rows; r++) {
      float error = x[r] - mean[r];
      x[r] = error;
      squares[r] = error * error * precision[r];
    }
  }

  @Override
  public void gradient(float[][] cells, int rows) {
    float[] error = cells[X];
    float[] mean = cells[OUTPUTS];
    float[] squares = cells[OUTPUTS + 1];
    float[] precision = cells[OUTPUTS + 2];
    float[] slope = cells[OUTPUTS + 3];
    for (int r = 0; r < rows; r++) {
      mean[r] = error[r] * precision[r];
      squares[r] = slope[r] * (0.5f * (squares[r] - 1f));
    }
  }

  @Override
  public double mean(float[] outputs) {
    return outputs[0];
  }

  @Override
  public double sample(float[] outputs, RandomStream random) {
    return outputs[0] + bounds.deviation(outputs[1]) * random.nextGaussian();
  }

  /** Mean and log variance of the column. */
  @Override
  public float[] biasFor(float[] observed) {
    return new float[] {
      (float) Moments.mean(observed), bounds.rawFor(Moments.variance(observed)),
    };
  }
}
