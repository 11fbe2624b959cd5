package dev.elbo.table.csv;

import java.util.ArrayList;
import java.util.List;

/**
 * Records of CSV text by RFC 4180: cells between delimiters, lines that end with LF, CR LF or CR,
 * and quotes around cells that hold any of these, doubled within. Blank lines are no records.
 */
public final class CsvRecords {
  private static final char QUOTE = '"';

  private final String text;
  private final char delimiter;
  private final List<List<String>> records = new ArrayList<>();
  private List<String> cells = new ArrayList<>();
  private int position;

  private CsvRecords(String text, char delimiter) {
    this.text = text;
    this.delimiter = delimiter;
  }

  /** The records of a text, the last one also where no line ends it. */
  public static List<List<String>> parse(String text, char delimiter) {
    CsvRecords parsed = new CsvRecords(text, delimiter);
    while (parsed.position < text.length()) {
      parsed.readCell();
    }
    parsed.endRecord();
    return parsed.records;
  }

  /** Reads a cell and what ends it. */
  private void readCell() {
    String cell = text.charAt(position) == QUOTE ? quoted() : plain();
    char end = position < text.length() ? text.charAt(position++) : '\n';
    boolean ends = end != delimiter;
    if (!(ends && cells.isEmpty() && cell.isEmpty())) {
      cells.add(cell);
    }
    if (ends) {
      endRecord();
    } else if (position == text.length()) {
      cells.add("");
    }
  }

  private void endRecord() {
    if (!cells.isEmpty()) {
      records.add(cells);
      cells = new ArrayList<>();
    }
  }

  private String plain() {
    int start = position;
    while (position < text.length() && !endsCell(text.charAt(position))) {
      position++;
    }
    return text.substring(start, position);
  }

  private boolean endsCell(char c) {
    return c == delimiter || c == '\n' || c == '\r';
  }

  private String quoted() {
    StringBuilder cell = new StringBuilder();
    position++;
    while (position < text.length()) {
      char c = text.charAt(position++);
      if (c != QUOTE) {
        cell.append(c);
      } else if (position < text.length() && text.charAt(position) == QUOTE) {
        cell.append(QUOTE);
        position++;
      } else {
        break;
      }
    }
    return cell.append(plain()).toString();
  }
}
