package dev.elbo.model;

import dev.elbo.distribution.Head;
import dev.elbo.distribution.Likelihood;
import dev.elbo.linalg.Matrix;
import dev.elbo.nn.Block;
import dev.elbo.nn.Dense;
import dev.elbo.nn.Layout;
import dev.elbo.nn.Mlp;
import dev.elbo.nn.Parameters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * p(x|z): hidden layers and, on the last of them, the linear heads that the likelihood asks for
 * ({@code AEVB App. C}).
 *
 * <ul>
 *   <li>C.1, Bernoulli: one head, {@code decoder.logits} = W₂h + b₂.
 *   <li>C.2, Gaussian: two distinct heads, {@code decoder.mean} = W₄h + b₄ and {@code
 *       decoder.log_variance} = W₅h + b₅; with a shared σ the second is a learned vector b₅ alone.
 * </ul>
 *
 * <p>With tied weights the first head's matrix is the transpose of {@code encoder.hidden.0.weight}.
 */
public final class Decoder {
  private final Mlp trunk;
  private final Likelihood likelihood;
  private final List<DecoderHead> heads;

  private Decoder(Mlp trunk, Likelihood likelihood, List<DecoderHead> heads) {
    this.trunk = trunk;
    this.likelihood = likelihood;
    this.heads = List.copyOf(heads);
  }

  static Decoder add(Layout layout, Architecture a, Encoder encoder) {
    List<Integer> widths = new ArrayList<>(a.hidden());
    Collections.reverse(widths);
    Mlp trunk = Mlp.add(layout, "decoder", a.latentSize(), widths, a.activation());
    List<DecoderHead> heads = new ArrayList<>();
    int from = 0;
    for (Head head : a.likelihood().heads()) {
      String name = "decoder." + head.name();
      int to = from + head.width();
      if (head.shared()) {
        heads.add(new DecoderHead.Shared(layout.add(name + ".bias", 1, head.width()), from, to));
      } else if (from == 0 && a.weights() == Architecture.Weights.TIED) {
        Block first = encoder.trunk().layers().get(0).weight();
        heads.add(new DecoderHead.Linear(Dense.addTied(layout, name, first), from, to));
      } else {
        Dense layer = Dense.add(layout, name, trunk.outputs(), head.width());
        heads.add(new DecoderHead.Linear(layer, from, to));
      }
      from = to;
    }
    return new Decoder(trunk, a.likelihood(), heads);
  }

  /** p(x | h) of the outputs. */
  public Likelihood likelihood() {
    return likelihood;
  }

  /** The bias of the first head, the one that places the mean of x. */
  public Block meanBias() {
    return heads.get(0).bias();
  }

  /** Room for the pass of up to {@code rows} rows. */
  public Trace trace(int rows) {
    return new Trace(trunk.trace(rows), Matrix.zeros(rows, likelihood.outputs()));
  }

  /**
   * What forward leaves. Belongs to the caller and is used again and again.
   *
   * @param outputs h, the heads side by side
   */
  public record Trace(Mlp.Trace trunk, Matrix outputs) {}

  /** Runs the rows of z (rows × latents) and leaves h in the trace. */
  public void forward(Parameters p, Matrix z, Trace trace) {
    trunk.forward(p, z, trace.trunk());
    Matrix hidden = trace.trunk().output(z.rows());
    for (DecoderHead head : heads) {
      head.forward(p, hidden, trace.outputs().firstRows(z.rows()));
    }
  }

  /**
   * Adds the gradient with respect to the decoder's parameters and gives that with respect to z.
   *
   * @param trace its outputs have been overwritten by ∂/∂h
   * @param dz receives ∂/∂z
   */
  public void backward(Parameters p, Matrix z, Trace trace, Parameters gradient, Matrix dz) {
    int rows = z.rows();
    Matrix hidden = trace.trunk().output(rows);
    Matrix dHidden = trace.trunk().outputGradient(rows);
    dHidden.fill(0);
    for (DecoderHead head : heads) {
      head.backward(p, hidden, trace.outputs().firstRows(rows), gradient, dHidden);
    }
    trunk.backward(p, z, trace.trunk(), gradient);
    trunk.inputGradient(p, trace.trunk(), dz);
  }
}
