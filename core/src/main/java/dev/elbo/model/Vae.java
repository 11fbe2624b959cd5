package dev.elbo.model;

import dev.elbo.nn.Layout;

/**
 * The variational auto-encoder of {@code AEVB}: prior p(z) = N(0, I), decoder p(x|z), encoder
 * q(z|x).
 *
 * <p>Architecture alone: which layers, and where their numbers stand. The numbers ({@link
 * dev.elbo.nn.Parameters}) and the room to compute in ({@link Draws}) are passed in, so one
 * instance serves any number of threads.
 */
public record Vae(Architecture architecture, Layout layout, Encoder encoder, Decoder decoder) {

  /** Lays out the layers of an architecture. */
  public static Vae of(Architecture architecture) {
    Layout layout = new Layout();
    Encoder encoder = Encoder.add(layout, architecture);
    Decoder decoder = Decoder.add(layout, architecture, encoder);
    return new Vae(architecture, layout, encoder, decoder);
  }

  public int dataSize() {
    return architecture.likelihood().dataSize();
  }

  public int latentSize() {
    return architecture.latentSize();
  }
}
