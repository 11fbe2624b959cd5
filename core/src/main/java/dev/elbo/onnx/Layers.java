package dev.elbo.onnx;

import dev.elbo.model.Architecture;
import dev.elbo.model.Vae;
import dev.elbo.nn.Activation;
import dev.elbo.nn.Block;
import dev.elbo.nn.Parameters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The linear layers of a model in a graph. Its initializers are named as the tensors of a model
 * file are, and hold the same numbers.
 */
final class Layers {
  private final Graph graph;
  private final Architecture architecture;
  private final Parameters parameters;
  private final Map<String, Block> blocks = new HashMap<>();
  private final Map<String, Value> used = new HashMap<>();

  Layers(Graph graph, Vae vae, Parameters parameters) {
    this.graph = graph;
    architecture = vae.architecture();
    this.parameters = parameters;
    vae.layout().blocks().forEach(block -> blocks.put(block.name(), block));
  }

  /** The hidden layers of {@code encoder} or {@code decoder}. */
  Value hidden(String part, Value input) {
    Value h = input;
    for (int i = 0; i < architecture.hidden().size(); i++) {
      h = linear(part + ".hidden." + i, h).activated(operator(architecture.activation()));
    }
    return h;
  }

  private static String operator(Activation activation) {
    return switch (activation) {
      case TANH -> "Tanh";
      case RELU -> "Relu";
      case SOFTPLUS -> "Softplus";
    };
  }

  /** Wx + b of the rows; with tied weights, W of the last is the transpose of the first. */
  Value linear(String layer, Value x) {
    boolean tied = !blocks.containsKey(layer + ".weight");
    Value weight = parameter(tied ? "encoder.hidden.0.weight" : layer + ".weight");
    return graph.node(
        "Gemm",
        ElementType.FLOAT,
        List.of(x, weight, parameter(layer + ".bias")),
        Attribute.of("transB", tied ? 0L : 1L));
  }

  private Value parameter(String name) {
    return used.computeIfAbsent(
        name,
        absent -> {
          Block block = block(name);
          long[] shape =
              block.isBias()
                  ? new long[] {block.columns()}
                  : new long[] {block.rows(), block.columns()};
          return graph.constant(name, parameters.values(), block.offset(), shape);
        });
  }

  /** Entries of a bias that all rows share. */
  double[] shared(String layer, int... columns) {
    Block bias = block(layer + ".bias");
    double[] values = new double[columns.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = parameters.values()[bias.offset() + columns[i]];
    }
    return values;
  }

  /** Outputs of a layer. */
  int width(String layer) {
    return block(layer + ".bias").columns();
  }

  private Block block(String name) {
    return Objects.requireNonNull(blocks.get(name), name);
  }
}
