package dev.elbo.model;

import dev.elbo.linalg.Matrix;
import dev.elbo.linalg.Result;
import dev.elbo.nn.Block;
import dev.elbo.nn.Dense;
import dev.elbo.nn.GradientTerm;
import dev.elbo.nn.Heads;
import dev.elbo.nn.Layout;
import dev.elbo.nn.Weights;
import java.util.List;

/**
 * Heads of the decoder that are computed at once and fill columns {@code from} to {@code to} of the
 * output h.
 */
sealed interface HeadGroup {

  /** A group of one layer. */
  static Linear of(Dense layer, int from) {
    return new Linear(new Heads(List.of(layer)), from, from + layer.outputs());
  }

  /** Tells the layout what is multiplied at once. */
  void register(Layout layout);

  /** The heads' biases, each (1 × width), from left to right. */
  List<Block> biases();

  int from();

  int to();

  /** Fills {@code own}, these columns of h, from the last hidden layer. */
  void forward(Weights w, Matrix hidden, Matrix own);

  /** dHidden ← what comes back through these heads, or + dHidden. */
  void backward(Weights w, Matrix dOwn, Result result, Matrix dHidden);

  /** The terms of the parameters' gradient, of matrices that are filled later. */
  void terms(Matrix hidden, Matrix dOwn, List<GradientTerm> terms);

  /** Linear layers on the hidden units. */
  record Linear(Heads heads, int from, int to) implements HeadGroup {

    /** These heads and one on their right. */
    Linear and(Dense layer) {
      return new Linear(heads.and(layer), from, to + layer.outputs());
    }

    /** Whether the matrix is the transpose of another layer's. */
    boolean isTied() {
      return heads.layers().get(0).transposed();
    }

    @Override
    public void register(Layout layout) {
      layout.add(heads);
    }

    @Override
    public List<Block> biases() {
      return heads.layers().stream().map(Dense::bias).toList();
    }

    @Override
    public void forward(Weights w, Matrix hidden, Matrix own) {
      heads.forward(w, hidden, own);
    }

    @Override
    public void backward(Weights w, Matrix dOwn, Result result, Matrix dHidden) {
      heads.backward(w, dOwn, result, dHidden);
    }

    @Override
    public void terms(Matrix hidden, Matrix dOwn, List<GradientTerm> terms) {
      heads.terms(hidden, dOwn, terms);
    }
  }

  /** One learned vector for all rows. */
  record Shared(Block bias, int from, int to) implements HeadGroup {

    @Override
    public List<Block> biases() {
      return List.of(bias);
    }

    /** Nothing is multiplied. */
    @Override
    public void register(Layout layout) {}

    @Override
    public void forward(Weights w, Matrix hidden, Matrix own) {
      own.setRows(w.bias(bias));
    }

    /** The hidden units have no part in it. */
    @Override
    public void backward(Weights w, Matrix dOwn, Result result, Matrix dHidden) {
      if (result == Result.SET) {
        dHidden.fill(0);
      }
    }

    @Override
    public void terms(Matrix hidden, Matrix dOwn, List<GradientTerm> terms) {
      terms.add(new GradientTerm.ColumnSums(bias, dOwn));
    }
  }
}
