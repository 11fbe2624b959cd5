package dev.elbo.paper.iwae;

import dev.elbo.linalg.Precision;
import dev.elbo.objective.Iwae;
import dev.elbo.objective.Iwae.Gradient;
import dev.elbo.objective.Objective;
import dev.elbo.objective.SgvbB;
import dev.elbo.picture.Curve.Ink;
import java.util.Locale;

/** What is maximised. */
enum Method {
  /** SGVB-B with one draw: the paper's VAE with k = 1. */
  VAE(Ink.BLACK),
  IWAE_5(Ink.SKY),
  IWAE_50(Ink.BLUE),
  /** IWAE's bound with the doubly reparameterised gradient ({@code DReG}). */
  DREG_50(Ink.VERMILION);

  private final Ink ink;

  Method(Ink ink) {
    this.ink = ink;
  }

  Objective objective() {
    return switch (this) {
      case VAE -> new SgvbB(1);
      case IWAE_5 -> new Iwae(5, Gradient.FULL);
      case IWAE_50 -> new Iwae(50, Gradient.FULL);
      case DREG_50 -> new Iwae(50, Gradient.DOUBLY_REPARAMETERIZED);
    };
  }

  /** Of training's products: 50 draws a row take hours, and bfloat16 a third off them. */
  Precision precision() {
    return objective().draws() < 50 ? Precision.F32 : Precision.BF16;
  }

  /** For names of files. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** For readers. */
  String title() {
    return this == DREG_50 ? "DReG-50" : name().replace('_', '-');
  }

  Ink ink() {
    return ink;
  }
}
