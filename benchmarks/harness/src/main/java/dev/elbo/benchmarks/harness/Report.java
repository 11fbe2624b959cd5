package dev.elbo.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes what was measured twice: as Markdown to read and as JSON to compute with.
 *
 * @param folder for the files, made where it is missing
 * @param name of the files, without ending
 */
public record Report(Path folder, String name) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /**
   * Writes both files.
   *
   * @param header facts that belong to all of it, machine and date among them
   * @param results any records
   * @return the Markdown file
   */
  public Path write(Map<String, ?> header, Object results, String markdown) throws IOException {
    Files.createDirectories(folder);
    Map<String, Object> json = new LinkedHashMap<>(header);
    json.put("results", results);
    Files.writeString(folder.resolve(name + ".json"), JSON.writeValueAsString(json) + "\n");
    Path file = folder.resolve(name + ".md");
    Files.writeString(file, markdown);
    return file;
  }
}
