package dev.elbo.onnx;

import dev.elbo.distribution.BernoulliColumn;
import java.util.List;

/** {@link BernoulliColumn}: output a, the logit. */
record BernoulliFormula(ColumnGroup group) implements FamilyFormula {

  /** xa − softplus(a). */
  @Override
  public Value logProb(Value x, Outputs outputs) {
    Value logit = outputs.of(group, 0);
    return x.times(logit).minus(Maths.softplus(logit));
  }

  @Override
  public List<Parameter> parameters(Outputs outputs) {
    Value probability = outputs.of(group, 0).sigmoid();
    return List.of(new Parameter("probability", Parameter.Meaning.NUMBER, probability));
  }
}
