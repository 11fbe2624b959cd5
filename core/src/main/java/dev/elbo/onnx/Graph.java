package dev.elbo.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An ONNX graph as it grows: a node comes after all that it uses, and every value has a name of its
 * own.
 *
 * <p>Inputs and outputs are called as the caller says, so inputs come first; what is between gives
 * way.
 */
final class Graph {
  /** Batch dimension of every input and output. */
  static final String ROWS = "rows";

  /** The domain of operators for texts. */
  static final String TEXTS = "ai.onnx.ml";

  private final Set<String> names = new HashSet<>();
  private final List<Message> nodes = new ArrayList<>();
  private final List<Message> initializers = new ArrayList<>();
  private final List<Message> inputs = new ArrayList<>();
  private final List<Message> outputs = new ArrayList<>();
  private final Map<String, String> descriptions = new LinkedHashMap<>();
  private final Map<List<Object>, Value> constants = new HashMap<>();
  private boolean usesTexts;

  /** An input (rows × the other dimensions). */
  Value input(String name, ElementType type, String description, long... dimensions) {
    take(name);
    inputs.add(valueInfo(name, type, description, dimensions));
    descriptions.put("elbo.input." + name, description);
    return new Value(this, name, type);
  }

  /** Makes a value an output (rows × the other dimensions). */
  void output(String name, Value value, String description, long... dimensions) {
    take(name);
    nodes.add(nodeMessage("Identity", "", List.of(value.name()), name, List.of()));
    outputs.add(valueInfo(name, value.type(), description, dimensions));
    descriptions.put("elbo.output." + name, description);
  }

  private void take(String name) {
    if (!names.add(name)) {
      throw new IllegalStateException("two values are called " + name);
    }
  }

  /** A name like this that no other value has. */
  private String freeName(String wish) {
    String name = wish;
    for (int i = 1; !names.add(name); i++) {
      name = wish + "_" + i;
    }
    return name;
  }

  /** The result of an operator of the default domain. */
  Value node(String operator, ElementType type, List<Value> arguments, Attribute... attributes) {
    return node(operator, "", type, arguments, attributes);
  }

  /** The result of an operator for texts and levels. */
  Value textNode(String operator, ElementType type, Value argument, Attribute... attributes) {
    usesTexts = true;
    return node(operator, TEXTS, type, List.of(argument), attributes);
  }

  private Value node(
      String operator,
      String domain,
      ElementType type,
      List<Value> arguments,
      Attribute... attributes) {
    // Searching for a free number from 1 on at every node would take quadratic time.
    String name = freeName(operator + "_" + nodes.size());
    List<String> argumentNames = arguments.stream().map(Value::name).toList();
    nodes.add(nodeMessage(operator, domain, argumentNames, name, Arrays.asList(attributes)));
    return new Value(this, name, type);
  }

  private static Message nodeMessage(
      String operator,
      String domain,
      List<String> arguments,
      String result,
      List<Attribute> attributes) {
    Message node = new Message();
    arguments.forEach(argument -> node.text(1, argument));
    node.text(2, result).text(3, result).text(4, operator);
    attributes.forEach(attribute -> node.message(5, attribute.message()));
    return domain.isEmpty() ? node : node.text(7, domain);
  }

  /** Part of an array, as it is. */
  Value constant(String wish, float[] values, int from, long... dimensions) {
    String name = freeName(wish);
    initializers.add(Tensors.floats(name, values, from, dimensions));
    return new Value(this, name, ElementType.FLOAT);
  }

  /** A row of numbers. */
  Value constant(double... values) {
    return constant(
        List.of(ElementType.DOUBLE, asList(values)),
        ElementType.DOUBLE,
        name -> Tensors.doubles(name, values, values.length));
  }

  /** One number, of a type that has them. */
  Value scalar(ElementType type, double value) {
    return constant(
        List.of(type, value),
        type,
        name ->
            switch (type) {
              case FLOAT -> Tensors.floats(name, new float[] {(float) value}, 0);
              case DOUBLE -> Tensors.doubles(name, new double[] {value});
              default -> throw new IllegalArgumentException(type + " holds no numbers");
            });
  }

  /** A row of whole numbers: a shape, axes, places. */
  Value wholes(long... values) {
    return constant(
        List.of(ElementType.INT64, Arrays.stream(values).boxed().toList()),
        ElementType.INT64,
        name -> Tensors.longs(name, values, values.length));
  }

  private static List<Double> asList(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private interface TensorMaker {
    Message make(String name);
  }

  /** The same constant is written once. */
  private Value constant(List<Object> key, ElementType type, TensorMaker maker) {
    return constants.computeIfAbsent(
        key,
        absent -> {
          String name = freeName("constant_" + initializers.size());
          initializers.add(maker.make(name));
          return new Value(this, name, type);
        });
  }

  private static Message valueInfo(
      String name, ElementType type, String description, long... dimensions) {
    Message shape = new Message().message(1, new Message().text(2, ROWS));
    for (long dimension : dimensions) {
      shape.message(1, new Message().number(1, dimension));
    }
    Message tensor = new Message().number(1, type.code()).message(2, shape);
    return new Message()
        .text(1, name)
        .message(2, new Message().message(1, tensor))
        .text(3, description);
  }

  /** What inputs and outputs are, by {@code elbo.input.NAME} and {@code elbo.output.NAME}. */
  Map<String, String> descriptions() {
    return descriptions;
  }

  /** Whether a node is of the domain of {@link #textNode}. */
  boolean usesTexts() {
    return usesTexts;
  }

  /** The graph as ONNX writes it. */
  Message toMessage(String name, String description) {
    return new Message()
        .messages(1, nodes)
        .text(2, name)
        .messages(5, initializers)
        .text(10, description)
        .messages(11, inputs)
        .messages(12, outputs);
  }
}
