package dev.elbo.table.csv;

import java.util.List;
import java.util.Optional;

/**
 * What is known beforehand about how a CSV file is written.
 *
 * @param delimiter between cells; empty to find it in the first lines
 * @param header whether the first line has the names
 * @param skippedLines at the beginning, before the header or the first row
 * @param encoding of its characters
 * @param names of the columns of a file without a header, in order; empty for {@code column1}, …,
 *     which the columns are called, too, where no header is found and there are not as many
 */
public record CsvFormat(
    Optional<Character> delimiter,
    Header header,
    int skippedLines,
    Encoding encoding,
    List<String> names) {

  /** UTF-8, all else to be found in the file. */
  public static final CsvFormat DETECTED =
      new CsvFormat(Optional.empty(), Header.DETECT, 0, Encoding.UTF_8, List.of());

  public CsvFormat {
    names = List.copyOf(names);
    if (skippedLines < 0) {
      throw new IllegalArgumentException(
          "at least 0 lines are skipped, not %d".formatted(skippedLines));
    }
  }

  public CsvFormat withDelimiter(char given) {
    return new CsvFormat(Optional.of(given), header, skippedLines, encoding, names);
  }

  public CsvFormat withHeader(Header given) {
    return new CsvFormat(delimiter, given, skippedLines, encoding, names);
  }

  public CsvFormat withSkippedLines(int given) {
    return new CsvFormat(delimiter, header, given, encoding, names);
  }

  public CsvFormat withEncoding(Encoding given) {
    return new CsvFormat(delimiter, header, skippedLines, given, names);
  }

  public CsvFormat withNames(List<String> given) {
    return new CsvFormat(delimiter, header, skippedLines, encoding, given);
  }
}
