package dev.elbo.onnx;

import dev.elbo.preprocessing.Curve;
import dev.elbo.preprocessing.NumberTransform;

/**
 * A parameter of p(x|z) of one column, in the units of the cells of the table.
 *
 * @param name such as {@code rate}
 * @param value (rows × 1), or (rows × levels)
 * @param description in words
 */
record CellParameter(String name, Value value, String description) {

  /** A parameter of a column that has no preprocessing. */
  static CellParameter of(String name, Value value, String column) {
    return new CellParameter(
        name, value, "%s of p(%s given z)".formatted(name.replace('_', ' '), column));
  }

  /** A parameter in the model's units of a column of a table. */
  static CellParameter of(Parameter parameter, Value value, TableColumn column) {
    if (column.transform() instanceof NumberTransform number) {
      return switch (parameter.meaning()) {
        case LOCATION -> location(parameter.name(), value, number, column);
        case SCALE -> scale(parameter.name(), value, number, column);
        case NUMBER -> of(parameter.name(), value, column.name());
      };
    }
    CellParameter plain = of(parameter.name(), value, column.name());
    return column.isText() ? plain.withLevels(column) : plain;
  }

  private CellParameter in(String unit) {
    return new CellParameter(name, value, description + ", in " + unit);
  }

  private CellParameter withLevels(TableColumn column) {
    String last = column.levels().get(column.levels().size() - 1);
    String levels =
        name.equals("probability")
            ? "probability of \"%s\"".formatted(last)
            : "probability of each level";
    return new CellParameter(
        name, value, "%s under p(%s given z)".formatted(levels, column.name()));
  }

  private static CellParameter location(
      String name, Value value, NumberTransform number, TableColumn column) {
    Value curved = value.times(number.deviation()).plus(number.mean());
    return number.curve() instanceof Curve.Logarithm logarithm
        ? of("median", inverse(curved, logarithm), column.name()).in(column.unit())
        : of(name, curved, column.name()).in(column.unit());
  }

  /** The x that log(x + offset), or below the knee its tangent, takes there. */
  private static Value inverse(Value y, Curve.Logarithm curve) {
    double logKnee = Math.log(curve.knee());
    Value tangent = y.minus(logKnee).atMost(0).times(curve.knee());
    return y.atLeast(logKnee).exp().plus(tangent).minus(curve.offset());
  }

  private static CellParameter scale(
      String name, Value value, NumberTransform number, TableColumn column) {
    Value deviation = value.times(number.deviation());
    if (number.curve() instanceof Curve.Logarithm logarithm) {
      String words =
          "%s of log(%s + %s) under p(%s given z)"
              .formatted(name, column.name(), logarithm.offset(), column.name());
      return new CellParameter("log_" + name, deviation, words);
    }
    return of(name, deviation, column.name()).in(column.differenceUnit());
  }
}
