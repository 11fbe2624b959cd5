package dev.elbo.cli;

import dev.elbo.eval.Evaluation;
import dev.elbo.picture.text.Numbers;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** An evaluation as text and as JSON. */
final class Figures {
  private Figures() {}

  /** {@code bound −20.71 nats per row = reconstruction −13.02 − KL 7.69}. */
  static String bound(Evaluation e) {
    return "bound %s nats per row = reconstruction %s − KL %s"
        .formatted(
            Numbers.fixed(e.elbo(), 2),
            Numbers.fixed(e.reconstruction(), 2),
            Numbers.fixed(e.kl(), 2));
  }

  /** The figures by name, in nats per row; what is not a number is null. */
  static Map<String, @Nullable Object> json(Evaluation e) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("rows", e.rows());
    json.put("elbo", number(e.elbo()));
    json.put("reconstruction", number(e.reconstruction()));
    json.put("kl", number(e.kl()));
    json.put("activeUnits", e.activeUnits());
    json.put("latents", e.divergences().size());
    json.put("logLikelihood", number(e.logLikelihood()));
    json.put("logLikelihoodStandardError", number(e.logLikelihoodStandardError()));
    json.put("logLikelihoodRowError", number(e.logLikelihoodRowError()));
    json.put("samples", e.samples());
    json.put("bitsPerDimension", number(e.bitsPerDimension()));
    json.put("latentKl", e.divergences().stream().map(Figures::number).toList());
    return json;
  }

  /** JSON knows neither NaN nor infinities. */
  static @Nullable Double number(double value) {
    return Double.isFinite(value) ? value : null;
  }

  /** One line of JSON. */
  static String text(Map<String, ? extends @Nullable Object> json) {
    return JsonMapper.shared().writeValueAsString(json);
  }
}
