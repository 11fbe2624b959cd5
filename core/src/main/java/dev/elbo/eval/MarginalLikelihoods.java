package dev.elbo.eval;

/** Estimates of log p(x) of some rows, in nats a row, higher is better. */
public final class MarginalLikelihoods {
  private final double[] values;
  private final double[] variances;
  private final double[] acceptances;

  MarginalLikelihoods(double[] values, double[] variances, double[] acceptances) {
    this.values = values;
    this.variances = variances;
    this.acceptances = acceptances;
  }

  /** log p(x) of each row. */
  public double[] values() {
    return values.clone();
  }

  /** What the samples of z leave uncertain in each row's value: its standard error. */
  public double[] standardErrors() {
    double[] errors = new double[variances.length];
    for (int i = 0; i < errors.length; i++) {
      errors[i] = Math.sqrt(variances[i]);
    }
    return errors;
  }

  /** The mean over rows of log p(x). */
  public double mean() {
    return RowFigures.mean(values);
  }

  /** What the samples of z leave uncertain in the {@link #mean} for these very rows. */
  public double standardError() {
    return RowFigures.combinedError(variances);
  }

  /** What the choice of rows leaves uncertain in the {@link #mean}; NaN for one row. */
  public double rowError() {
    return RowFigures.standardError(values);
  }

  /** The share of moves that were accepted, mean over rows. */
  public double acceptance() {
    return RowFigures.mean(acceptances);
  }
}
