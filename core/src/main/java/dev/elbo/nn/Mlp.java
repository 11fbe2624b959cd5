package dev.elbo.nn;

import dev.elbo.linalg.Matrix;
import java.util.ArrayList;
import java.util.List;

/**
 * The hidden layers of a network: h₁ = f(W₁x + b₁), h₂ = f(W₂h₁ + b₂), … The linear heads on top
 * belong to the encoder or decoder. Immutable; the numbers are passed in.
 *
 * @param layers the first takes the input; at least one
 */
public record Mlp(List<Dense> layers, Activation activation) {

  public Mlp {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("a network needs at least one hidden layer");
    }
  }

  /** Appends hidden layers {@code name.hidden.0}, {@code name.hidden.1}, … of the given widths. */
  public static Mlp add(
      Layout layout, String name, int inputs, List<Integer> widths, Activation activation) {
    List<Dense> layers = new ArrayList<>();
    int width = inputs;
    for (int i = 0; i < widths.size(); i++) {
      layers.add(Dense.add(layout, name + ".hidden." + i, width, widths.get(i)));
      width = widths.get(i);
    }
    return new Mlp(layers, activation);
  }

  /** Width of the input. */
  public int inputs() {
    return layers.get(0).inputs();
  }

  /** Width of the last hidden layer. */
  public int outputs() {
    return layers.get(layers.size() - 1).outputs();
  }

  /** Outputs of the hidden layers and room for their gradients, for up to {@code rows} rows. */
  public Trace trace(int rows) {
    List<Matrix> outputs = new ArrayList<>();
    List<Matrix> gradients = new ArrayList<>();
    for (Dense layer : layers) {
      outputs.add(Matrix.zeros(rows, layer.outputs()));
      gradients.add(Matrix.zeros(rows, layer.outputs()));
    }
    return new Trace(outputs, gradients);
  }

  /**
   * What forward leaves for backward. Belongs to the caller and is used again and again.
   *
   * @param outputs hᵢ, a matrix a layer
   * @param gradients room for ∂/∂hᵢ
   */
  public record Trace(List<Matrix> outputs, List<Matrix> gradients) {

    /** The last hidden layer's output, first {@code rows} rows. */
    public Matrix output(int rows) {
      return outputs.get(outputs.size() - 1).firstRows(rows);
    }

    /** Where the caller puts (or adds) the gradient with respect to {@link #output}. */
    public Matrix outputGradient(int rows) {
      return gradients.get(gradients.size() - 1).firstRows(rows);
    }
  }

  /** Runs the rows of x through all layers into {@code trace}. */
  public void forward(Parameters p, Matrix x, Trace trace) {
    Matrix input = x;
    for (int i = 0; i < layers.size(); i++) {
      Matrix output = trace.outputs().get(i).firstRows(x.rows());
      layers.get(i).forward(p, input, output);
      activation.apply(output);
      input = output;
    }
  }

  /**
   * Back-propagates {@link Trace#outputGradient}, adding to {@code gradient}. Leaves the gradient
   * with respect to the first layer's linear output in the trace, from which {@link #inputGradient}
   * follows.
   */
  public void backward(Parameters p, Matrix x, Trace trace, Parameters gradient) {
    int rows = x.rows();
    for (int i = layers.size() - 1; i >= 0; i--) {
      Matrix dy = trace.gradients().get(i).firstRows(rows);
      activation.timesDerivative(trace.outputs().get(i).firstRows(rows), dy);
      Matrix input = i == 0 ? x : trace.outputs().get(i - 1).firstRows(rows);
      layers.get(i).backwardParameters(input, dy, gradient);
      if (i > 0) {
        layers.get(i).backwardInput(p, dy, 0, trace.gradients().get(i - 1).firstRows(rows));
      }
    }
  }

  /** dx ← the gradient with respect to the input, after {@link #backward}. */
  public void inputGradient(Parameters p, Trace trace, Matrix dx) {
    layers.get(0).backwardInput(p, trace.gradients().get(0).firstRows(dx.rows()), 0, dx);
  }
}
