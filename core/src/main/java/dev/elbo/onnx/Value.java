package dev.elbo.onnx;

import java.util.Arrays;
import java.util.List;

/**
 * A tensor in a graph, by its name. What is done with it becomes a node; shapes follow the rules of
 * broadcasting.
 */
record Value(Graph graph, String name, ElementType type) {

  private Value apply(String operator) {
    return graph.node(operator, type, List.of(this));
  }

  private Value apply(String operator, Value other) {
    return graph.node(operator, type, List.of(this, other));
  }

  private Value test(String operator, Value other) {
    return graph.node(operator, ElementType.BOOL, List.of(this, other));
  }

  private Value number(double value) {
    return graph.scalar(type, value);
  }

  Value plus(Value other) {
    return apply("Add", other);
  }

  Value plus(double other) {
    return plus(number(other));
  }

  Value minus(Value other) {
    return apply("Sub", other);
  }

  Value minus(double other) {
    return minus(number(other));
  }

  Value times(Value other) {
    return apply("Mul", other);
  }

  Value times(double other) {
    return times(number(other));
  }

  Value over(Value other) {
    return apply("Div", other);
  }

  /** other − this. */
  Value from(double other) {
    return number(other).minus(this);
  }

  /** 1/this. */
  Value inverse() {
    return number(1).over(this);
  }

  Value negated() {
    return apply("Neg");
  }

  Value squared() {
    return times(this);
  }

  Value absolute() {
    return apply("Abs");
  }

  Value root() {
    return apply("Sqrt");
  }

  Value exp() {
    return apply("Exp");
  }

  Value log() {
    return apply("Log");
  }

  Value sigmoid() {
    return apply("Sigmoid");
  }

  /** A hidden layer's function, by ONNX's name. */
  Value activated(String operator) {
    return apply(operator);
  }

  Value atLeast(double other) {
    return apply("Max", number(other));
  }

  Value atLeast(Value other) {
    return apply("Max", other);
  }

  Value atMost(double other) {
    return apply("Min", number(other));
  }

  Value isMissing() {
    return graph.node("IsNaN", ElementType.BOOL, List.of(this));
  }

  Value isEqual(Value other) {
    return test("Equal", other);
  }

  Value isLess(double other) {
    return test("Less", number(other));
  }

  Value isNotLess(double other) {
    return test("GreaterOrEqual", number(other));
  }

  Value isNotMore(double other) {
    return test("LessOrEqual", number(other));
  }

  Value isWhole() {
    return test("Equal", apply("Floor"));
  }

  Value and(Value other) {
    return test("And", other);
  }

  Value or(Value other) {
    return test("Or", other);
  }

  /** Of a condition: where it holds the one, elsewhere the other. */
  Value choose(Value yes, Value no) {
    return graph.node("Where", yes.type(), List.of(this, yes, no));
  }

  /** Of a condition: where it holds the number, elsewhere the value. */
  Value choose(double yes, Value no) {
    return choose(no.number(yes), no);
  }

  Value as(ElementType other) {
    return type == other
        ? this
        : graph.node("Cast", other, List.of(this), Attribute.of("to", other.code()));
  }

  Value reshaped(long... shape) {
    return apply("Reshape", graph.wholes(shape));
  }

  /** With a dimension of 1 at a place, counted from the end where negative. */
  Value withAxis(long axis) {
    return apply("Unsqueeze", graph.wholes(axis));
  }

  /** As large as another value. */
  Value expandedTo(Value other) {
    Value shape = graph.node("Shape", ElementType.INT64, List.of(other));
    return apply("Expand", shape);
  }

  /** These columns of a matrix. */
  Value columns(int... places) {
    Value wholes = graph.wholes(Arrays.stream(places).asLongStream().toArray());
    return graph.node("Gather", type, List.of(this, wholes), Attribute.of("axis", 1L));
  }

  /** The sum along an axis, which goes. */
  Value sum(long axis) {
    return graph.node(
        "ReduceSum", type, List.of(this, graph.wholes(axis)), Attribute.of("keepdims", 0L));
  }

  /** The sum along an axis, which stays with length 1. */
  Value sumKept(long axis) {
    return apply("ReduceSum", graph.wholes(axis));
  }

  /** The largest along an axis, which stays with length 1. */
  Value largest(long axis) {
    return graph.node("ReduceMax", type, List.of(this), Attribute.ofNumbers("axes", axis));
  }

  /** The smallest along an axis, which stays with length 1. */
  Value smallest(long axis) {
    return graph.node("ReduceMin", type, List.of(this), Attribute.ofNumbers("axes", axis));
  }

  /** The product of matrices, or of stacks of them. */
  Value matrixProduct(Value other) {
    return apply("MatMul", other);
  }

  /** log of the softmax along the last axis. */
  Value logSoftmax() {
    return graph.node("LogSoftmax", type, List.of(this), Attribute.of("axis", -1L));
  }
}
