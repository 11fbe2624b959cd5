package dev.elbo.model;

import dev.elbo.distribution.Head;
import dev.elbo.distribution.Likelihood;
import dev.elbo.linalg.Matrix;
import dev.elbo.linalg.Result;
import dev.elbo.nn.Block;
import dev.elbo.nn.Dense;
import dev.elbo.nn.GradientTerm;
import dev.elbo.nn.Layout;
import dev.elbo.nn.Mlp;
import dev.elbo.nn.Weights;
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
  private final List<HeadGroup> heads;

  private Decoder(Mlp trunk, Likelihood likelihood, List<HeadGroup> heads) {
    this.trunk = trunk;
    this.likelihood = likelihood;
    this.heads = List.copyOf(heads);
  }

  static Decoder add(Layout layout, Architecture a, Encoder encoder) {
    List<Integer> widths = new ArrayList<>(a.hidden());
    Collections.reverse(widths);
    Mlp trunk = Mlp.add(layout, "decoder", a.latentSize(), widths, a.activation());
    List<HeadGroup> heads = new ArrayList<>();
    int from = 0;
    for (Head head : a.likelihood().heads()) {
      String name = "decoder." + head.name();
      int to = from + head.width();
      if (head.shared()) {
        heads.add(new HeadGroup.Shared(layout.add(name + ".bias", 1, head.width()), from, to));
      } else if (from == 0 && a.weights() == Architecture.Weights.TIED) {
        Block first = encoder.trunk().layers().get(0).weight();
        heads.add(HeadGroup.of(Dense.addTied(layout, name, first), from));
      } else {
        add(heads, Dense.add(layout, name, trunk.outputs(), head.width()), from);
      }
      from = to;
    }
    heads.forEach(group -> group.register(layout));
    return new Decoder(trunk, a.likelihood(), heads);
  }

  /** Adds a layer to the last group, if that multiplies by matrices of its own, or to a new one. */
  private static void add(List<HeadGroup> groups, Dense layer, int from) {
    int last = groups.size() - 1;
    if (last >= 0 && groups.get(last) instanceof HeadGroup.Linear group && !group.isTied()) {
      groups.set(last, group.and(layer));
    } else {
      groups.add(HeadGroup.of(layer, from));
    }
  }

  /** p(x | h) of the outputs. */
  public Likelihood likelihood() {
    return likelihood;
  }

  /** The heads' biases, in the order of their columns in h. */
  public List<Block> biases() {
    return heads.stream().flatMap(head -> head.biases().stream()).toList();
  }

  /** Room for the pass of {@code rows} rows. */
  public Trace trace(int rows) {
    return trace(trunk.trace(rows), Matrix.zeros(rows, likelihood.outputs()));
  }

  private Trace trace(Mlp.Trace hidden, Matrix outputs) {
    List<Matrix> columns =
        heads.stream().map(head -> outputs.columns(head.from(), head.to())).toList();
    return new Trace(hidden, outputs, columns);
  }

  /** Rows [from, to) of a trace, as a view. */
  Trace rows(Trace trace, int from, int to) {
    return trace(trace.trunk.rows(from, to), trace.outputs.rows(from, to));
  }

  /**
   * What forward leaves. Belongs to the caller and is used again and again.
   *
   * @param outputs h, the heads side by side
   * @param heads each head's columns of h
   */
  public record Trace(Mlp.Trace trunk, Matrix outputs, List<Matrix> heads) {}

  /** Runs the rows of z (rows × latents) and leaves h in the trace. */
  public void forward(Weights w, Matrix z, Trace trace) {
    trunk.forward(w, z, trace.trunk());
    Matrix hidden = trace.trunk().output();
    for (int i = 0; i < heads.size(); i++) {
      heads.get(i).forward(w, hidden, trace.heads().get(i));
    }
  }

  /**
   * Back-propagates to z, for {@link #terms}.
   *
   * @param trace its outputs have been overwritten by ∂/∂h
   * @param dz receives ∂/∂z
   */
  public void backward(Weights w, Trace trace, Matrix dz) {
    Matrix dHidden = trace.trunk().outputGradient();
    for (int i = 0; i < heads.size(); i++) {
      heads.get(i).backward(w, trace.heads().get(i), i == 0 ? Result.SET : Result.ADD, dHidden);
    }
    trunk.backward(w, trace.trunk());
    trunk.inputGradient(w, trace.trunk(), dz);
  }

  /** The terms of the parameters' gradient, of matrices that {@link #backward} fills. */
  public void terms(Matrix z, Trace trace, List<GradientTerm> terms) {
    trunk.terms(z, trace.trunk(), terms);
    for (int i = 0; i < heads.size(); i++) {
      heads.get(i).terms(trace.trunk().output(), trace.heads().get(i), terms);
    }
  }
}
