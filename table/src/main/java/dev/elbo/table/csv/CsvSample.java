package dev.elbo.table.csv;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** The first lines of a file, unpacked where it is gzipped. */
final class CsvSample {
  private static final int CHARACTERS = 1 << 19;
  private static final int GZIP_MAGIC = 0x1f8b;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private CsvSample() {}

  /** Whole lines, as many as fit; the last line of a file also where nothing ends it. */
  static String read(Path file, CsvFormat format) throws IOException {
    char[] text = new char[CHARACTERS];
    int length = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        Reader reader = new InputStreamReader(unpacked(in), format.encoding().charset())) {
      int read = 0;
      while (read >= 0 && length < CHARACTERS) {
        length += read;
        read = reader.read(text, length, CHARACTERS - length);
      }
    }
    String sample = new String(text, 0, length);
    if (length == CHARACTERS) {
      sample = sample.substring(0, sample.lastIndexOf('\n') + 1);
    }
    int start = !sample.isEmpty() && sample.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
    return skipLines(sample.substring(start), format.skippedLines());
  }

  private static InputStream unpacked(InputStream in) throws IOException {
    in.mark(2);
    int magic = in.read() << 8 | in.read();
    in.reset();
    return magic == GZIP_MAGIC ? new GZIPInputStream(in) : in;
  }

  private static String skipLines(String text, int lines) {
    int start = 0;
    for (int i = 0; i < lines; i++) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        return "";
      }
      start = end + 1;
    }
    return text.substring(start);
  }
}
