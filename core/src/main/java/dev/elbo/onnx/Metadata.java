package dev.elbo.onnx;

import dev.elbo.data.Binarization;
import dev.elbo.model.Architecture;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a file says of its model, as keys and texts. */
final class Metadata {
  private Metadata() {}

  static Map<String, String> of(OnnxModel model) {
    Architecture architecture = model.vae().architecture();
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("elbo.version", model.version());
    metadata.put("elbo.data", model.data().name());
    metadata.put("elbo.widths", architecture.widths());
    metadata.put("elbo.likelihood", architecture.likelihood().toString());
    if (model.data().binarization() != Binarization.NONE) {
      metadata.put(
          "elbo.binarization", model.data().binarization().name().toLowerCase(Locale.ROOT));
    }
    List<TableColumn> columns = model.columns();
    for (int d = 0; d < columns.size(); d++) {
      String key = "elbo.column." + d;
      metadata.put(key, columns.get(d).name());
      metadata.put(key + ".input", columns.get(d).input());
      List<String> levels = columns.get(d).levels();
      for (int k = 0; k < levels.size(); k++) {
        metadata.put(key + ".level." + k, levels.get(k));
      }
    }
    return metadata;
  }
}
