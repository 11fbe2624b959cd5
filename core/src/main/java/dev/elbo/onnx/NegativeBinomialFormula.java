package dev.elbo.onnx;

import dev.elbo.distribution.NegativeBinomialColumn;
import java.util.Arrays;
import java.util.List;

/** {@link NegativeBinomialColumn}: outputs log μ and α, one number a column. */
record NegativeBinomialFormula(ColumnGroup group) implements FamilyFormula {

  private Value dispersion(Value sibling, Outputs outputs) {
    double[] raw = outputs.shared(group, 1);
    return sibling
        .graph()
        .constant(
            Arrays.stream(raw).map(s -> NegativeBinomialColumn.dispersion((float) s)).toArray());
  }

  /** log Γ(x + r) − log Γ(r) − log x! − (x + r) log(1 + μ/r) + x log(μ/r), r = 1/α. */
  @Override
  public Value logProb(Value x, Outputs outputs) {
    Value output = outputs.of(group, 0);
    RateFormula mean = RateFormula.of(output);
    Value size = dispersion(output, outputs).inverse();
    Value choices =
        Maths.logGamma(x.plus(size)).minus(Maths.logGamma(size)).minus(Maths.logGamma(x.plus(1)));
    Value spread = mean.rate().over(size).plus(1).log().times(x.plus(size));
    return mean.logRate().minus(size.log()).times(x).minus(spread).plus(choices);
  }

  @Override
  public List<Parameter> parameters(Outputs outputs) {
    Value rate = RateFormula.of(outputs.of(group, 0)).rate();
    return List.of(
        new Parameter("rate", Parameter.Meaning.NUMBER, rate),
        new Parameter(
            "dispersion", Parameter.Meaning.NUMBER, dispersion(rate, outputs).expandedTo(rate)));
  }
}
