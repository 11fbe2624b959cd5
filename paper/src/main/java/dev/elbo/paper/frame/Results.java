package dev.elbo.paper.frame;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What all parts of an experiment have found, by name, in their order. */
public final class Results {
  private final ResultFolder folder;
  private final Map<String, FinishedPart> parts;

  Results(ResultFolder folder, Map<String, FinishedPart> parts) {
    this.folder = folder;
    this.parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  /** All parts. */
  public Map<String, FinishedPart> parts() {
    return parts;
  }

  /** What a part found. */
  public Table table(String part) {
    FinishedPart found = parts.get(part);
    if (found == null) {
      throw new IllegalArgumentException(
          "there is no part %s among %s".formatted(part, parts.keySet()));
    }
    return found.table();
  }

  /** What all parts found, each row after the name of its part. */
  public Table all() {
    Map<String, Table> tables = new LinkedHashMap<>();
    parts.forEach((name, part) -> tables.put(name, part.table()));
    return Table.join(tables);
  }

  /** The learning curve that a part has left. */
  public Table curve(String part) throws IOException {
    return Table.read(folder.curve(part));
  }

  /** Where a part has left its model. */
  public Path model(String part) {
    return folder.model(part);
  }
}
