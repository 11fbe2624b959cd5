package dev.elbo.onnx;

import dev.elbo.distribution.ColumnSupport;
import dev.elbo.distribution.Likelihood;
import dev.elbo.distribution.MixedLikelihood;
import dev.elbo.model.Features;
import java.util.List;
import java.util.stream.IntStream;

/** What the encoder is given of x in a graph: {@link Features}. */
final class EncoderInputs {
  /** Value and flag of a column that is no category. */
  private static final int NUMBERS = 2;

  private EncoderInputs() {}

  /** (rows × inputs of the first layer) of x (rows × columns). */
  static Value of(Likelihood likelihood, List<ColumnGroup> groups, Value x) {
    if (!(likelihood instanceof MixedLikelihood)) {
      return x;
    }
    int[] first = first(groups, likelihood.dataSize());
    Pieces inputs = new Pieces(first[likelihood.dataSize()]);
    for (ColumnGroup group : groups) {
      Value values = x.columns(group.columns());
      if (group.levels() > 1) {
        Value indicators = CategoricalFormula.indicators(values, group.levels());
        long width = (long) group.size() * group.levels();
        inputs.add(indicators.reshaped(-1, width), places(group, first));
      } else {
        addNumbers(group, values, first, inputs);
      }
    }
    return inputs.joined();
  }

  private static void addNumbers(ColumnGroup group, Value x, int[] first, Pieces inputs) {
    Value missing = x.isMissing();
    Value value = missing.choose(0, x);
    if (group.support().equals(ColumnSupport.COUNT)) {
      value = value.as(ElementType.DOUBLE).plus(1).log().as(ElementType.FLOAT);
    }
    int[] places = IntStream.of(group.columns()).map(d -> first[d]).toArray();
    inputs.add(value, places);
    inputs.add(missing.as(ElementType.FLOAT), IntStream.of(places).map(i -> i + 1).toArray());
  }

  private static int[] places(ColumnGroup category, int[] first) {
    return IntStream.of(category.columns())
        .map(d -> first[d])
        .flatMap(i -> IntStream.range(i, i + category.levels()))
        .toArray();
  }

  /** The first input of each column, and the number of inputs after the last one's. */
  private static int[] first(List<ColumnGroup> groups, int columns) {
    int[] first = new int[columns + 1];
    for (ColumnGroup group : groups) {
      for (int d : group.columns()) {
        first[d + 1] = group.levels() > 1 ? group.levels() : NUMBERS;
      }
    }
    for (int d = 0; d < columns; d++) {
      first[d + 1] += first[d];
    }
    return first;
  }
}
