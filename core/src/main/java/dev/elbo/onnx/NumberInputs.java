package dev.elbo.onnx;

import dev.elbo.preprocessing.Curve;
import dev.elbo.preprocessing.NumberTransform;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * {@link NumberTransform} of columns with the same kind of curve.
 *
 * @param x (rows × columns) in float32, NaN where a cell is missing
 * @param logJacobian (rows × columns) in nats, 0 where a cell is missing
 */
record NumberInputs(Value x, Value logJacobian) {

  /** What becomes of cells (rows × columns). */
  static NumberInputs of(Value cells, List<NumberTransform> transforms) {
    Value mean = constant(cells, transforms, NumberTransform::mean);
    Value deviation = constant(cells, transforms, NumberTransform::deviation);
    Value curved = cells;
    Value logSlope = deviation.log().negated();
    if (transforms.get(0).curve() instanceof Curve.Logarithm) {
      Value shifted = cells.plus(constant(cells, transforms, number -> curve(number).offset()));
      Value knee = constant(cells, transforms, number -> curve(number).knee());
      Value logarithm = shifted.atLeast(knee).log();
      curved = logarithm.plus(shifted.minus(knee).atMost(0).over(knee));
      logSlope = logSlope.minus(logarithm);
    }
    Value y = curved.minus(mean).over(deviation);
    Value limited = y.atLeast(-NumberTransform.LIMIT).atMost(NumberTransform.LIMIT);
    Value missing = cells.isMissing();
    return new NumberInputs(
        missing.choose(Double.NaN, limited).as(ElementType.FLOAT), missing.choose(0, logSlope));
  }

  private static Curve.Logarithm curve(NumberTransform number) {
    return (Curve.Logarithm) number.curve();
  }

  private static Value constant(
      Value sibling, List<NumberTransform> transforms, ToDoubleFunction<NumberTransform> entry) {
    return sibling.graph().constant(transforms.stream().mapToDouble(entry).toArray());
  }
}
