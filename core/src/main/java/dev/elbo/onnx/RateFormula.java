package dev.elbo.onnx;

import dev.elbo.distribution.Rate;

/** The mean μ of a count, and its logarithm, as functions of an output η ({@link Rate}). */
record RateFormula(Value rate, Value logRate) {

  /** μ = e^m (1 + η − m) and log μ = m + log(1 + η − m) for m = min(η, 17). */
  static RateFormula of(Value output) {
    Value below = output.atMost(Rate.LIMIT);
    Value factor = output.minus(below).plus(1);
    return new RateFormula(below.exp().times(factor), below.plus(factor.log()));
  }
}
