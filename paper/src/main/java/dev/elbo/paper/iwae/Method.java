package dev.elbo.paper.iwae;

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

  /** With so many draws a row; with one, all bounds are that of the VAE. */
  Objective objective(int draws) {
    if (draws == 1) {
      return new SgvbB(1);
    }
    return new Iwae(draws, this == DREG_50 ? Gradient.DOUBLY_REPARAMETERIZED : Gradient.FULL);
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
