package dev.elbo.exchange;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which tensor of another tool's file is which of Elbo's: complete for one architecture, and no
 * tensor twice.
 *
 * <p>Elbo's names are those of the model file: {@code encoder.hidden.0} (from the data inwards),
 * {@code encoder.mean}, {@code encoder.log_variance}, {@code decoder.hidden.0} (from z outwards)
 * and, for a Bernoulli decoder, {@code decoder.logits}, for a Gaussian one {@code decoder.mean} and
 * {@code decoder.log_variance}, each with {@code .weight} and {@code .bias}. Where log σ² is one
 * vector for all rows there is {@code decoder.log_variance.bias} alone, and where the file has none
 * at all, neither.
 */
public final class LayerNames {
  private static final String WEIGHT = ".weight";
  private static final String BIAS = ".bias";
  private static final String LOGITS = "decoder.logits";
  private static final String MEAN = "decoder.mean";
  private static final String LOG_VARIANCE = "decoder.log_variance";

  private static final Pattern HIDDEN = Pattern.compile("encoder\\.hidden\\.\\d+\\.weight");

  /** The names of the VAE among PyTorch's examples: 784–400–20–400–784, ReLU. */
  public static final LayerNames PYTORCH_EXAMPLE =
      parse(
          List.of(
              "encoder.hidden.0=fc1",
              "encoder.mean=fc21",
              "encoder.log_variance=fc22",
              "decoder.hidden.0=fc3",
              "decoder.logits=fc4"));

  /** Of tensors, ours to theirs. */
  private final Map<String, String> tensors;

  private final int hiddenLayers;

  private LayerNames(Map<String, String> tensors) {
    this.tensors = tensors;
    hiddenLayers =
        (int) tensors.keySet().stream().filter(name -> HIDDEN.matcher(name).matches()).count();
    Set<String> needed = needed();
    for (String ours : needed) {
      if (!tensors.containsKey(ours)) {
        throw new IllegalArgumentException("no name is given for " + ours);
      }
    }
    for (String ours : tensors.keySet()) {
      if (!needed.contains(ours)) {
        throw new IllegalArgumentException(
            "%s is no tensor of a model with %d hidden layer%s each way and a %s decoder, which has %s"
                .formatted(
                    ours,
                    hiddenLayers,
                    hiddenLayers == 1 ? "" : "s",
                    isBernoulli() ? "Bernoulli" : "Gaussian",
                    String.join(", ", needed)));
      }
    }
    requireDistinct();
  }

  private void requireDistinct() {
    Map<String, String> ours = new HashMap<>();
    tensors.forEach(
        (our, their) -> {
          String other = ours.put(their, our);
          if (other != null) {
            throw new IllegalArgumentException(
                "%s is named twice, for %s and for %s".formatted(their, other, our));
          }
        });
  }

  /**
   * Names from lines {@code OURS=THEIRS}, each of a layer, whose {@code .weight} and {@code .bias}
   * are meant, or of one such tensor. Empty lines and those that begin with # are passed over.
   *
   * @throws IllegalArgumentException where a line is no pair, or names are missing, too many, or
   *     there twice
   */
  public static LayerNames parse(List<String> lines) {
    Map<String, String> tensors = new LinkedHashMap<>();
    for (String line : lines) {
      if (!line.isBlank() && !line.stripLeading().startsWith("#")) {
        String[] pair = line.split("=", 2);
        if (pair.length < 2 || pair[0].isBlank() || pair[1].isBlank()) {
          throw new IllegalArgumentException(
              "\"%s\" is no pair OURS=THEIRS, such as encoder.hidden.0=fc1"
                  .formatted(line.strip()));
        }
        add(pair[0].strip(), pair[1].strip(), tensors);
      }
    }
    return new LayerNames(tensors);
  }

  private static void add(String ours, String theirs, Map<String, String> tensors) {
    if (!isTensor(ours)) {
      add(ours + WEIGHT, theirs + WEIGHT, tensors);
      add(ours + BIAS, theirs + BIAS, tensors);
    } else if (tensors.put(ours, theirs) != null) {
      throw new IllegalArgumentException("two names are given for " + ours);
    }
  }

  private static boolean isTensor(String name) {
    return name.endsWith(WEIGHT) || name.endsWith(BIAS);
  }

  /**
   * Elbo's own names for those tensors that are called so.
   *
   * @throws IllegalArgumentException where these are not all of a model's
   */
  static LayerNames own(Collection<String> names) {
    Map<String, String> tensors = new LinkedHashMap<>();
    names.stream()
        .filter(name -> name.startsWith("encoder.") || name.startsWith("decoder."))
        .forEach(name -> tensors.put(name, name));
    return new LayerNames(tensors);
  }

  /** The tensors of an architecture with these hidden layers and this decoder. */
  private Set<String> needed() {
    Set<String> needed = new LinkedHashSet<>();
    addHidden("encoder", needed);
    addLayer("encoder.mean", needed);
    addLayer("encoder.log_variance", needed);
    addHidden("decoder", needed);
    if (isBernoulli()) {
      addLayer(LOGITS, needed);
      return needed;
    }
    addLayer(MEAN, needed);
    if (tensors.containsKey(LOG_VARIANCE + WEIGHT)) {
      needed.add(LOG_VARIANCE + WEIGHT);
    }
    if (hasLogVariance()) {
      needed.add(LOG_VARIANCE + BIAS);
    }
    return needed;
  }

  private void addHidden(String network, Set<String> needed) {
    for (int i = 0; i < Math.max(1, hiddenLayers); i++) {
      addLayer(network + ".hidden." + i, needed);
    }
  }

  private static void addLayer(String name, Set<String> needed) {
    needed.add(name + WEIGHT);
    needed.add(name + BIAS);
  }

  /** Hidden layers of the encoder, and of the decoder. */
  int hiddenLayers() {
    return hiddenLayers;
  }

  /** Whether the decoder is Bernoulli; else it is Gaussian. */
  boolean isBernoulli() {
    return !tensors.containsKey(MEAN + WEIGHT) && !tensors.containsKey(MEAN + BIAS);
  }

  /** Whether the file has log σ² of a Gaussian decoder. */
  boolean hasLogVariance() {
    return tensors.containsKey(LOG_VARIANCE + WEIGHT) || tensors.containsKey(LOG_VARIANCE + BIAS);
  }

  /** Whether log σ² is one vector for all rows. */
  boolean sharesLogVariance() {
    return !tensors.containsKey(LOG_VARIANCE + WEIGHT);
  }

  /** Their name of a tensor of ours. */
  Optional<String> of(String ours) {
    return Optional.ofNullable(tensors.get(ours));
  }

  /** Our names. */
  Set<String> ours() {
    return tensors.keySet();
  }
}
