package dev.elbo.onnx;

import dev.elbo.distribution.BernoulliColumn;
import dev.elbo.distribution.CategoricalColumn;
import dev.elbo.distribution.ColumnFamily;
import dev.elbo.distribution.ContinuousBernoulliColumn;
import dev.elbo.distribution.GaussianColumn;
import dev.elbo.distribution.NegativeBinomialColumn;
import dev.elbo.distribution.PoissonColumn;
import dev.elbo.distribution.StudentTColumn;
import java.util.List;

/**
 * p(x | outputs) of a group of columns as nodes of a graph: what a {@link ColumnFamily} computes,
 * all of it in double.
 */
interface FamilyFormula {

  /**
   * log p(x | outputs) in nats.
   *
   * @param x as large as the outputs, or with 1 for a dimension of theirs; within the support
   */
  Value logProb(Value x, Outputs outputs);

  /** The parameters that people know the distribution by, at least one. */
  List<Parameter> parameters(Outputs outputs);

  /** The formula of a group's family. */
  static FamilyFormula of(ColumnGroup group) {
    ColumnFamily family = group.family();
    if (family instanceof GaussianColumn gaussian) {
      return new GaussianFormula(group, gaussian.bounds());
    }
    if (family instanceof StudentTColumn studentT) {
      return new StudentTFormula(group, studentT.bounds());
    }
    if (family instanceof BernoulliColumn) {
      return new BernoulliFormula(group);
    }
    if (family instanceof CategoricalColumn) {
      return new CategoricalFormula(group);
    }
    if (family instanceof PoissonColumn) {
      return new PoissonFormula(group);
    }
    if (family instanceof NegativeBinomialColumn) {
      return new NegativeBinomialFormula(group);
    }
    if (family instanceof ContinuousBernoulliColumn) {
      return new ContinuousBernoulliFormula(group);
    }
    throw new IllegalArgumentException(
        "there is no ONNX graph of %s columns; train with another family to export the model"
            .formatted(family.name().replace('_', ' ')));
  }
}
