package dev.elbo.paper.iwae;

import dev.elbo.data.Binarization;
import dev.elbo.paper.data.PaperSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How grey digits became zeros and ones; figures of one kind do not compare with the other's. */
enum Binarized {
  /** By chance, anew each time a row is used. */
  STOCHASTIC,

  /** Once and for all. */
  FIXED;

  private static final Map<Method, Double> STOCHASTIC_NLL =
      Map.of(Method.VAE, 86.76, Method.IWAE_5, 85.54, Method.IWAE_50, 84.78);

  private static final Map<Method, Double> FIXED_NLL =
      Map.of(Method.VAE, 88.71, Method.IWAE_50, 87.10);

  /** What the paper reports, nats a row, where it reports it. */
  Optional<Double> published(Method method) {
    return Optional.ofNullable((this == STOCHASTIC ? STOCHASTIC_NLL : FIXED_NLL).get(method));
  }

  /** The binarisation of a set: one that is binary stays as it is. */
  Binarization of(PaperSet set) {
    if (set == PaperSet.BINARIZED_MNIST) {
      return Binarization.NONE;
    }
    return this == STOCHASTIC ? Binarization.DYNAMIC : Binarization.THRESHOLD;
  }

  /** For names of files. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
