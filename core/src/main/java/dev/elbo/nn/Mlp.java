package dev.elbo.nn;

import dev.elbo.linalg.Matrix;
import dev.elbo.linalg.Result;
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

  /** Outputs of the hidden layers and room for their gradients, for {@code rows} rows. */
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
   * What forward leaves for backward, and backward for the gradient. Belongs to the caller and is
   * used again and again.
   *
   * @param outputs hᵢ, a matrix a layer
   * @param gradients ∂/∂hᵢ, after backward that before the activation
   */
  public record Trace(List<Matrix> outputs, List<Matrix> gradients) {

    /** The last hidden layer's output. */
    public Matrix output() {
      return outputs.get(outputs.size() - 1);
    }

    /** Where the caller puts (or adds) the gradient with respect to {@link #output}. */
    public Matrix outputGradient() {
      return gradients.get(gradients.size() - 1);
    }

    /** Rows [from, to) of this trace, as a view. */
    public Trace rows(int from, int to) {
      return new Trace(
          outputs.stream().map(m -> m.rows(from, to)).toList(),
          gradients.stream().map(m -> m.rows(from, to)).toList());
    }
  }

  /** Runs the rows of x through all layers into {@code trace}. */
  public void forward(Weights w, Matrix x, Trace trace) {
    Matrix input = x;
    for (int i = 0; i < layers.size(); i++) {
      Matrix output = trace.outputs().get(i);
      layers.get(i).forward(w, input, output);
      activation.apply(output);
      input = output;
    }
  }

  /**
   * Back-propagates {@link Trace#outputGradient} and leaves in the trace the gradient with respect
   * to each layer's linear output, from which {@link #inputGradient} and {@link #terms} follow.
   */
  public void backward(Weights w, Trace trace) {
    for (int i = layers.size() - 1; i >= 0; i--) {
      Matrix dy = trace.gradients().get(i);
      activation.timesDerivative(trace.outputs().get(i), dy);
      if (i > 0) {
        layers.get(i).backward(w, dy, Result.SET, trace.gradients().get(i - 1));
      }
    }
  }

  /** dx ← the gradient with respect to the input, after {@link #backward}. */
  public void inputGradient(Weights w, Trace trace, Matrix dx) {
    layers.get(0).backward(w, trace.gradients().get(0), Result.SET, dx);
  }

  /** The terms of the parameters' gradient, of a trace that is filled later. */
  public void terms(Matrix x, Trace trace, List<GradientTerm> terms) {
    Matrix input = x;
    for (int i = 0; i < layers.size(); i++) {
      layers.get(i).terms(input, trace.gradients().get(i), terms);
      input = trace.outputs().get(i);
    }
  }
}
