package dev.elbo.onnx;

import dev.elbo.distribution.GaussianColumn;
import dev.elbo.distribution.LogVarianceBounds;
import java.util.List;

/** {@link GaussianColumn}: outputs μ and s, from which 1/σ² comes. */
record GaussianFormula(ColumnGroup group, LogVarianceBounds bounds) implements FamilyFormula {

  /** −½ (log 2π − log 1/σ² + (x − μ)²/σ²). */
  @Override
  public Value logProb(Value x, Outputs outputs) {
    Value precision = Maths.precision(outputs.of(group, 1), bounds);
    Value squares = x.minus(outputs.of(group, 0)).squared().times(precision);
    return squares.minus(precision.log()).plus(Maths.LOG_2PI).times(-0.5);
  }

  @Override
  public List<Parameter> parameters(Outputs outputs) {
    Value mean = outputs.of(group, 0);
    Value deviation = Maths.precision(outputs.of(group, 1), bounds).root().inverse();
    return List.of(
        new Parameter("mean", Parameter.Meaning.LOCATION, mean),
        new Parameter("deviation", Parameter.Meaning.SCALE, deviation.expandedTo(mean)));
  }
}
