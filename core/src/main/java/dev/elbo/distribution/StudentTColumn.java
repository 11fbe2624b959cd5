package dev.elbo.distribution;

import dev.elbo.random.RandomStream;
import java.util.Arrays;
import java.util.List;

/**
 * A real number with outliers: x = μ + σt, t of a Student-t distribution with ν degrees of freedom
 * (Lange, Little and Taylor 1989). Outputs μ, log σ² and, one for the column, ν within (2, 200).
 *
 * <p>log p(x) = log Γ((ν + 1)/2) − log Γ(ν/2) − ½ log(νπ) − ½ log σ² − ½(ν + 1) log(1 + q/ν), q =
 * (x − μ)²/σ². With w = (ν + 1)/(ν + q): ∂/∂μ = w(x − μ)/σ², ∂/∂log σ² = ½(wq − 1), ∂/∂ν = ½(ψ((ν +
 * 1)/2) − ψ(ν/2) − 1/ν − log(1 + q/ν) + wq/ν).
 *
 * <p>An outlier pulls at μ by no more than (ν + 1)/(2σ√ν). ν says how a column's tails fall; above
 * 2 the variance σ²ν/(ν − 2) exists, and at 200 the distribution is a Gaussian but for 1 % of its
 * fourth moment. The value is a log-density: it depends on the unit of x.
 *
 * @param bounds smooth bound on log σ²
 */
public record StudentTColumn(LogVarianceBounds bounds) implements ColumnFamily {
  private static final PositiveRange FREEDOM = new PositiveRange(2, 200);

  /** Degrees of freedom to start from. */
  private static final double START = 5;

  /** Half the distance between the quartiles of t with {@value #START} degrees of freedom. */
  private static final double QUARTILE = 0.7267;

  /** ν of a raw output. */
  public static double degreesOfFreedom(float raw) {
    return FREEDOM.value(raw);
  }

  @Override
  public String name() {
    return "student_t";
  }

  @Override
  public List<HeadRole> outputs() {
    return List.of(HeadRole.LOCATION, HeadRole.LOG_SQUARED_SCALE, HeadRole.DEGREES_OF_FREEDOM);
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

  /** Leaves x − μ for x and q for log σ². */
  @Override
  public void logProb(float[][] cells, int rows) {
    float[] logProb = cells[LOG_PROB];
    float[] squares = cells[OUTPUTS + 1];
    float[] raw = cells[OUTPUTS + 2];
    float[] precision = cells[OUTPUTS + 3];
    bounds.precision(squares, precision, cells[OUTPUTS + 4], rows);
    GaussianColumn.squares(cells[X], cells[OUTPUTS], precision, squares, rows);
    float last = Float.NaN;
    double freedom = Double.NaN;
    double constant = Double.NaN;
    for (int r = 0; r < rows; r++) {
      if (raw[r] != last) {
        last = raw[r];
        freedom = FREEDOM.value(last);
        constant = constant(freedom);
      }
      double tail = Math.log(1 + squares[r] / freedom);
      logProb[r] = (float) (constant + 0.5 * (Math.log(precision[r]) - (freedom + 1) * tail));
    }
  }

  /** The logarithm of t's density at 0. */
  private static double constant(double freedom) {
    return LogGamma.of(0.5 * (freedom + 1))
        - LogGamma.of(0.5 * freedom)
        - 0.5 * Math.log(Math.PI * freedom);
  }

  @Override
  public void gradient(float[][] cells, int rows) {
    float[] error = cells[X];
    float[] location = cells[OUTPUTS];
    float[] squares = cells[OUTPUTS + 1];
    float[] raw = cells[OUTPUTS + 2];
    float[] precision = cells[OUTPUTS + 3];
    float[] slope = cells[OUTPUTS + 4];
    float last = Float.NaN;
    double freedom = Double.NaN;
    double constant = Double.NaN;
    double rawSlope = Double.NaN;
    for (int r = 0; r < rows; r++) {
      if (raw[r] != last) {
        last = raw[r];
        freedom = FREEDOM.value(last);
        constant =
            LogGamma.derivative(0.5 * (freedom + 1))
                - LogGamma.derivative(0.5 * freedom)
                - 1 / freedom;
        rawSlope = 0.5 * freedom * FREEDOM.slope(last);
      }
      double weight = (freedom + 1) / (freedom + squares[r]);
      double weighted = weight * squares[r];
      double tail = Math.log(1 + squares[r] / freedom);
      location[r] = (float) (weight * error[r] * precision[r]);
      raw[r] = (float) (rawSlope * (constant - tail + weighted / freedom));
      squares[r] = (float) (0.5 * slope[r] * (weighted - 1));
    }
  }

  /** E[x] = μ. */
  @Override
  public double mean(float[] outputs) {
    return outputs[0];
  }

  /** A normal draw over the root of a χ² draw of ν degrees of freedom divided by ν. */
  @Override
  public double sample(float[] outputs, RandomStream random) {
    double half = 0.5 * FREEDOM.value(outputs[2]);
    double normal = random.nextGaussian();
    double t = normal * Math.sqrt(half / Variates.gamma(half, random));
    return outputs[0] + bounds.deviation(outputs[1]) * t;
  }

  /** Median and quartiles, which outliers do not move; the variance where those are equal. */
  @Override
  public float[] biasFor(float[] observed) {
    float[] sorted = observed.clone();
    Arrays.sort(sorted);
    int last = sorted.length - 1;
    double scale = (sorted[last - last / 4] - sorted[last / 4]) / (2 * QUARTILE);
    double variance = scale > 0 ? scale * scale : Moments.variance(observed);
    return new float[] {
      sorted[sorted.length / 2], bounds.rawFor(variance), FREEDOM.raw(START),
    };
  }
}
