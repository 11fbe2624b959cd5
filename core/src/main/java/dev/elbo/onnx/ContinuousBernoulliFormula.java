package dev.elbo.onnx;

import dev.elbo.distribution.ContinuousBernoulliColumn;
import java.util.List;

/** {@link ContinuousBernoulliColumn}: output a = log(λ/(1 − λ)). */
record ContinuousBernoulliFormula(ColumnGroup group) implements FamilyFormula {
  /** Below it series take the place of closed forms, which lose digits. */
  private static final double SMALL = 0.1;

  /** xa − max(a, 0) − log((1 − e⁻ᵇ)/b), b = |a|. */
  @Override
  public Value logProb(Value x, Outputs outputs) {
    Value logit = outputs.of(group, 0);
    return x.times(logit).minus(logit.atLeast(0)).minus(logIntegral(logit.absolute()));
  }

  private static Value logIntegral(Value b) {
    Value series = b.squared().times(1.0 / 2880).from(1.0 / 24).times(b).minus(0.5).times(b);
    Value large = b.atLeast(SMALL);
    Value closed = large.negated().exp().from(1).over(large).log();
    return b.isLess(SMALL).choose(series, closed);
  }

  @Override
  public List<Parameter> parameters(Outputs outputs) {
    Value logit = outputs.of(group, 0);
    return List.of(
        new Parameter("mean", Parameter.Meaning.NUMBER, mean(logit)),
        new Parameter("lambda", Parameter.Meaning.NUMBER, logit.sigmoid()));
  }

  /**
   * 1/(1 − e⁻ᵃ) − 1/a for a = b; as the density for −a is that of 1 − x, 1 less that for a = −b.
   */
  private static Value mean(Value logit) {
    Value b = logit.absolute();
    Value s = b.squared();
    Value series = s.times(1.0 / 30240).from(1.0 / 720).times(s).from(1.0 / 12).times(b).plus(0.5);
    Value large = b.atLeast(SMALL);
    Value closed = large.negated().exp().from(1).inverse().minus(large.inverse());
    Value mean = b.isLess(SMALL).choose(series, closed);
    return logit.isLess(0).choose(mean.from(1), mean);
  }
}
