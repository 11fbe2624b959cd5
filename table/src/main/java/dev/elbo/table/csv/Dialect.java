package dev.elbo.table.csv;

import dev.elbo.data.DataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How one CSV file is written.
 *
 * <p>Of {@code , ; tab |} the delimiter is the one that cuts most of the first lines into the same
 * number of cells, at least two. The first line is a header unless one of its cells is a number, or
 * stands again in its own column below.
 *
 * @param delimiter between cells
 * @param header whether the first line has the names
 * @param names of the columns, in order
 */
public record Dialect(char delimiter, boolean header, List<String> names) {
  private static final List<Character> CANDIDATES = List.of(',', ';', '\t', '|');
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

  public Dialect {
    names = List.copyOf(names);
  }

  /**
   * Looks at a file's first lines.
   *
   * @throws DataException where the file is empty, has a header only, is not cut by the delimiter
   *     asked for, does not fit the names given, or begins with a line that is none of the table
   */
  public static Dialect of(Path file, CsvFormat format) throws IOException {
    String sample = CsvSample.read(file, format);
    if (sample.isBlank()) {
      throw new DataException(
          file
              + (format.skippedLines() == 0
                  ? ": the file is empty; name one with a header and rows"
                  : ": nothing is left after the lines to skip; skip fewer (--skip-lines)"));
    }
    char found = likeliest(sample);
    char delimiter = format.delimiter().orElse(found);
    List<List<String>> records = CsvRecords.parse(sample, delimiter);
    int columns = usualLength(records);
    if (columns == 1 && usualLength(CsvRecords.parse(sample, found)) > 1) {
      throw new DataException(
          "%s: the delimiter %s leaves one column; the lines look as if it were %s"
              .formatted(file, shown(delimiter), shown(found)));
    }
    requireFirstLine(file, records, columns, format.skippedLines());
    boolean header = hasHeader(records, format);
    if (header && records.size() == 1) {
      throw new DataException(file + ": the file has a header and no rows");
    }
    return new Dialect(
        delimiter, header, header ? trimmed(records.get(0)) : given(file, format, columns));
  }

  private static char likeliest(String sample) {
    char best = CANDIDATES.get(0);
    double bestShare = 0;
    for (char candidate : CANDIDATES) {
      List<List<String>> records = CsvRecords.parse(sample, candidate);
      int length = usualLength(records);
      long usual = records.stream().filter(record -> record.size() == length).count();
      double share = (double) usual / records.size();
      if (length > 1 && share > bestShare) {
        best = candidate;
        bestShare = share;
      }
    }
    return best;
  }

  /** The number of cells that most records have; of two such numbers the greater. */
  private static int usualLength(List<List<String>> records) {
    Map<Integer, Integer> counts = new HashMap<>();
    records.forEach(record -> counts.merge(record.size(), 1, Integer::sum));
    return counts.entrySet().stream()
        .max(
            Map.Entry.<Integer, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElse(1);
  }

  private static void requireFirstLine(
      Path file, List<List<String>> records, int columns, int skipped) {
    int cells = records.get(0).size();
    if (cells != columns) {
      throw new DataException(
          "%s, line %d: %d %s where most lines have %d; repair the line, or skip it (--skip-lines %d)"
              .formatted(
                  file, skipped + 1, cells, cells == 1 ? "cell" : "cells", columns, skipped + 1));
    }
  }

  private static boolean hasHeader(List<List<String>> records, CsvFormat format) {
    if (format.header() != Header.DETECT) {
      return format.header() == Header.PRESENT;
    }
    List<String> first = trimmed(records.get(0));
    if (first.stream().anyMatch(cell -> NUMBER.matcher(cell).matches())) {
      return false;
    }
    return records.stream().skip(1).noneMatch(record -> sharesCell(first, trimmed(record)));
  }

  private static boolean sharesCell(List<String> first, List<String> record) {
    for (int i = 0; i < Math.min(first.size(), record.size()); i++) {
      if (!first.get(i).isEmpty() && first.get(i).equals(record.get(i))) {
        return true;
      }
    }
    return false;
  }

  private static List<String> trimmed(List<String> record) {
    return record.stream().map(String::strip).toList();
  }

  /**
   * That there is no header may be a guess: names of another number of columns do not belong to it.
   */
  private static List<String> given(Path file, CsvFormat format, int columns) {
    boolean fit = format.names().size() == columns;
    if (format.names().isEmpty() || (!fit && format.header() == Header.DETECT)) {
      List<String> numbered = new ArrayList<>();
      for (int i = 1; i <= columns; i++) {
        numbered.add("column" + i);
      }
      return numbered;
    }
    if (!fit) {
      throw new DataException(
          "%s: the file has no header and %d columns, but %d names are given"
              .formatted(file, columns, format.names().size()));
    }
    return format.names();
  }

  private static String shown(char delimiter) {
    return delimiter == '\t' ? "tab" : "'" + delimiter + "'";
  }
}
