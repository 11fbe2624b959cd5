package dev.elbo.nn;

import dev.elbo.linalg.Matrix;
import java.util.ArrayList;
import java.util.List;

/** The matrices of several {@link Heads}, one below the other, and their biases side by side. */
final class Stack {
  private final Parameters parameters;
  private final Matrix weight;
  private final Matrix bias;
  private final List<Part> parts = new ArrayList<>();

  Stack(Heads heads, Parameters parameters) {
    this.parameters = parameters;
    int outputs = heads.layers().stream().mapToInt(Dense::outputs).sum();
    weight = Matrix.zeros(outputs, heads.layers().get(0).inputs());
    bias = Matrix.zeros(1, outputs);
    int first = 0;
    for (Dense layer : heads.layers()) {
      parts.add(new Part(layer.weight(), first));
      parts.add(new Part(layer.bias(), first));
      first += layer.outputs();
    }
    parts.forEach(part -> part.take(0, part.block.rows()));
  }

  /** All outputs × inputs. */
  Matrix weight() {
    return weight;
  }

  /** 1 × all outputs. */
  Matrix bias() {
    return bias;
  }

  /** Each layer's weight and bias. */
  List<Part> parts() {
    return parts;
  }

  /** A layer's weight, which begins at row {@code first}, or its bias, at that column. */
  final class Part {
    private final Block block;
    private final int first;

    private Part(Block block, int first) {
      this.block = block;
      this.first = first;
    }

    Block block() {
      return block;
    }

    int first() {
      return first;
    }

    /** Takes over rows [from, to) of the parameters. */
    void take(int from, int to) {
      float[] source = parameters.values();
      int start = block.offset() + from * block.columns();
      if (block.isBias()) {
        System.arraycopy(source, start, bias.array(), bias.at(0, first), block.columns());
      } else {
        int target = weight.at(first + from, 0);
        System.arraycopy(source, start, weight.array(), target, (to - from) * block.columns());
      }
    }
  }
}
