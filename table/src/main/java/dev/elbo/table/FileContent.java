package dev.elbo.table;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** What is in a file, seen from its first bytes: names of CSV files end in all sorts of ways. */
enum FileContent {
  CSV,
  JSON,
  PARQUET;

  private static final int LOOKED_AT = 256;
  private static final int GZIP_MAGIC = 0x1f8b;

  static FileContent of(Path file) throws IOException {
    String start;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      in.mark(2);
      boolean gzipped = (in.read() << 8 | in.read()) == GZIP_MAGIC;
      in.reset();
      byte[] bytes = (gzipped ? new GZIPInputStream(in) : in).readNBytes(LOOKED_AT);
      start = new String(bytes, StandardCharsets.ISO_8859_1).stripLeading();
    }
    if (start.startsWith("PAR1")) {
      return PARQUET;
    }
    return start.startsWith("{") || start.startsWith("[{") ? JSON : CSV;
  }
}
