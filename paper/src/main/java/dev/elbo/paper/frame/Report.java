package dev.elbo.paper.frame;

import dev.elbo.picture.Drawing;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an experiment has to show.
 *
 * @param tables CSV files by name, without ending
 * @param pictures PNG files by name, without ending
 * @param results the figures beside the published ones, in Markdown
 * @param deviations from what the paper did or says, a sentence each
 */
public record Report(
    Map<String, Table> tables,
    Map<String, Picture> pictures,
    String results,
    List<String> deviations) {

  public Report {
    tables = new LinkedHashMap<>(tables);
    pictures = new LinkedHashMap<>(pictures);
    deviations = List.copyOf(deviations);
  }

  /** A picture to be drawn where Java finds a font. */
  public interface Picture {
    Drawing draw() throws IOException;
  }
}
