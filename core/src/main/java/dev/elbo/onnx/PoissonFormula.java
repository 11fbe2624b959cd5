package dev.elbo.onnx;

import dev.elbo.distribution.PoissonColumn;
import java.util.List;

/** {@link PoissonColumn}: output log μ. */
record PoissonFormula(ColumnGroup group) implements FamilyFormula {

  /** x log μ − μ − log x!. */
  @Override
  public Value logProb(Value x, Outputs outputs) {
    RateFormula mean = RateFormula.of(outputs.of(group, 0));
    return x.times(mean.logRate()).minus(mean.rate()).minus(Maths.logGamma(x.plus(1)));
  }

  @Override
  public List<Parameter> parameters(Outputs outputs) {
    Value rate = RateFormula.of(outputs.of(group, 0)).rate();
    return List.of(new Parameter("rate", Parameter.Meaning.NUMBER, rate));
  }
}
