package dev.elbo.table;

import dev.elbo.table.csv.GzippedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What is in a file, seen from its first bytes: names of CSV files end in all sorts of ways. */
enum FileContent {
  CSV,
  JSON,
  PARQUET;

  private static final int LOOKED_AT = 256;

  static FileContent of(Path file) throws IOException {
    byte[] bytes = GzippedFile.read(file, in -> in.readNBytes(LOOKED_AT));
    String start = new String(bytes, StandardCharsets.ISO_8859_1).stripLeading();
    if (start.startsWith("PAR1")) {
      return PARQUET;
    }
    return start.startsWith("{") || start.startsWith("[{") ? JSON : CSV;
  }
}
