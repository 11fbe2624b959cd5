package dev.elbo.onnx;

import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.distribution.StudentTColumn;
import java.util.Arrays;
import java.util.List;

/** {@link StudentTColumn}: outputs μ, s, from which 1/σ² comes, and ν, one number a column. */
record StudentTFormula(ColumnGroup group, LogVarianceBounds bounds) implements FamilyFormula {

  private Value freedom(Value sibling, Outputs outputs) {
    double[] raw = outputs.shared(group, 2);
    return sibling
        .graph()
        .constant(
            Arrays.stream(raw).map(s -> StudentTColumn.degreesOfFreedom((float) s)).toArray());
  }

  /**
   * log Γ((ν + 1)/2) − log Γ(ν/2) − ½ log(νπ) + ½ (log 1/σ² − (ν + 1) log(1 + q/ν)), q = (x −
   * μ)²/σ².
   */
  @Override
  public Value logProb(Value x, Outputs outputs) {
    Value location = outputs.of(group, 0);
    Value precision = Maths.precision(outputs.of(group, 1), bounds);
    Value freedom = freedom(location, outputs);
    Value constant =
        Maths.logGamma(freedom.plus(1).times(0.5))
            .minus(Maths.logGamma(freedom.times(0.5)))
            .minus(freedom.times(Math.PI).log().times(0.5));
    Value tail = x.minus(location).squared().times(precision).over(freedom).plus(1).log();
    return precision.log().minus(tail.times(freedom.plus(1))).times(0.5).plus(constant);
  }

  @Override
  public List<Parameter> parameters(Outputs outputs) {
    Value location = outputs.of(group, 0);
    Value scale = Maths.precision(outputs.of(group, 1), bounds).root().inverse();
    Value freedom = freedom(location, outputs).expandedTo(location);
    return List.of(
        new Parameter("location", Parameter.Meaning.LOCATION, location),
        new Parameter("scale", Parameter.Meaning.SCALE, scale),
        new Parameter("degrees_of_freedom", Parameter.Meaning.NUMBER, freedom));
  }
}
