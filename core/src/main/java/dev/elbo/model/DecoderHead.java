package dev.elbo.model;

import dev.elbo.linalg.Elementwise;
import dev.elbo.linalg.Matrix;
import dev.elbo.nn.Block;
import dev.elbo.nn.Dense;
import dev.elbo.nn.Parameters;

/** One head of the decoder and the columns of the output h that it fills. */
sealed interface DecoderHead {

  /** The bias, (1 × width). */
  Block bias();

  /** Fills this head's columns of h from the last hidden layer. */
  void forward(Parameters p, Matrix hidden, Matrix h);

  /** From this head's columns of ∂/∂h: adds to {@code gradient} and to ∂/∂hidden. */
  void backward(Parameters p, Matrix hidden, Matrix dh, Parameters gradient, Matrix dHidden);

  /** A linear layer on the hidden units. */
  record Linear(Dense layer, int from, int to) implements DecoderHead {

    @Override
    public Block bias() {
      return layer.bias();
    }

    @Override
    public void forward(Parameters p, Matrix hidden, Matrix h) {
      layer.forward(p, hidden, h.columns(from, to));
    }

    @Override
    public void backward(
        Parameters p, Matrix hidden, Matrix dh, Parameters gradient, Matrix dHidden) {
      Matrix dy = dh.columns(from, to);
      layer.backwardParameters(hidden, dy, gradient);
      layer.backwardInput(p, dy, 1, dHidden);
    }
  }

  /** One learned vector for all rows. */
  record Shared(Block bias, int from, int to) implements DecoderHead {

    @Override
    public void forward(Parameters p, Matrix hidden, Matrix h) {
      Matrix own = h.columns(from, to);
      own.fill(0);
      Elementwise.addRow(own, p.matrix(bias));
    }

    @Override
    public void backward(
        Parameters p, Matrix hidden, Matrix dh, Parameters gradient, Matrix dHidden) {
      Elementwise.addColumnSums(dh.columns(from, to), gradient.matrix(bias));
    }
  }
}
