package dev.elbo.onnx;

import dev.elbo.distribution.CategoricalColumn;
import java.util.List;
import java.util.stream.IntStream;

/** {@link CategoricalColumn}: outputs a logit for each level. */
record CategoricalFormula(ColumnGroup group) implements FamilyFormula {

  /** The log-probability of level x: indicators of the levels choose it. */
  @Override
  public Value logProb(Value x, Outputs outputs) {
    Value logits = outputs.of(group, 0);
    return indicators(x, group.levels()).times(logits.logSoftmax()).sum(-1);
  }

  /** 1 for the level of each cell and 0 for the others, along a further dimension. */
  static Value indicators(Value x, int levels) {
    double[] numbers = IntStream.range(0, levels).asDoubleStream().toArray();
    Value all = x.graph().constant(numbers).as(x.type());
    return x.withAxis(-1).isEqual(all).as(x.type());
  }

  @Override
  public List<Parameter> parameters(Outputs outputs) {
    Value probabilities = outputs.of(group, 0).logSoftmax().exp();
    return List.of(new Parameter("probabilities", Parameter.Meaning.NUMBER, probabilities));
  }
}
