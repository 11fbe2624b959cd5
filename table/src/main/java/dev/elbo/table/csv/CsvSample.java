package dev.elbo.table.csv;

import dev.elbo.data.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Path;

/** The first lines of a file, unpacked where it is gzipped. */
final class CsvSample {
  private static final int CHARACTERS = 1 << 19;
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final char SWAPPED_MARK = '\uFFFE';

  private CsvSample() {}

  /** Whole lines, as many as fit; the last line of a file also where nothing ends it. */
  static String read(Path file, CsvFormat format) throws IOException {
    String sample = GzippedFile.read(file, in -> beginning(in, format));
    requireText(file, sample, format.encoding());
    int length = sample.length();
    if (length == CHARACTERS) {
      sample = sample.substring(0, sample.lastIndexOf('\n') + 1);
    }
    int start = !sample.isEmpty() && sample.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
    return skipLines(sample.substring(start), format.skippedLines());
  }

  private static String beginning(InputStream in, CsvFormat format) throws IOException {
    Reader reader = new InputStreamReader(in, format.encoding().charset());
    char[] text = new char[CHARACTERS];
    int length = 0;
    int read = 0;
    while (read >= 0 && length < CHARACTERS) {
      length += read;
      read = reader.read(text, length, CHARACTERS - length);
    }
    return new String(text, 0, length);
  }

  /**
   * The database reads UTF-16 with the low byte first. Text has no NUL; what was written as UTF-16
   * has one in every second byte.
   */
  private static void requireText(Path file, String sample, Encoding encoding) {
    if (!sample.isEmpty() && sample.charAt(0) == SWAPPED_MARK) {
      throw new DataException(
          file + ": UTF-16 with the high byte first, which is not read; save it as UTF-8");
    }
    int place = sample.indexOf('\0');
    if (place >= 0) {
      throw new DataException(
          "%s, line %d: a character of zero, which no text in %s has; %s"
              .formatted(
                  file,
                  1 + sample.substring(0, place).chars().filter(c -> c == '\n').count(),
                  encoding.word(),
                  encoding == Encoding.UTF_16
                      ? "remove it, or name another file"
                      : "name its encoding (--encoding utf-16?), or another file"));
    }
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
