package dev.elbo.model;

import dev.elbo.linalg.Matrix;
import dev.elbo.linalg.Result;
import dev.elbo.nn.Block;
import dev.elbo.nn.Dense;
import dev.elbo.nn.GradientTerm;
import dev.elbo.nn.Weights;
import java.util.List;

/** One head of the decoder. It fills columns {@code from} to {@code to} of the output h. */
sealed interface DecoderHead {

  /** The bias, (1 × width). */
  Block bias();

  int from();

  int to();

  /** Fills {@code own}, this head's columns of h, from the last hidden layer. */
  void forward(Weights w, Matrix hidden, Matrix own);

  /** dHidden ← what comes back through this head, or + dHidden. */
  void backward(Weights w, Matrix dOwn, Result result, Matrix dHidden);

  /** The terms of the parameters' gradient, of matrices that are filled later. */
  void terms(Matrix hidden, Matrix dOwn, List<GradientTerm> terms);

  /** A linear layer on the hidden units. */
  record Linear(Dense layer, int from, int to) implements DecoderHead {

    @Override
    public Block bias() {
      return layer.bias();
    }

    @Override
    public void forward(Weights w, Matrix hidden, Matrix own) {
      layer.forward(w, hidden, own);
    }

    @Override
    public void backward(Weights w, Matrix dOwn, Result result, Matrix dHidden) {
      layer.backward(w, dOwn, result, dHidden);
    }

    @Override
    public void terms(Matrix hidden, Matrix dOwn, List<GradientTerm> terms) {
      layer.terms(hidden, dOwn, terms);
    }
  }

  /** One learned vector for all rows. */
  record Shared(Block bias, int from, int to) implements DecoderHead {

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
