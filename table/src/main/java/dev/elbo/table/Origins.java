package dev.elbo.table;

import java.util.List;
import java.util.Locale;

/** Which file a row comes from. */
record Origins(List<Origin> origins) {
  /**
   * A file, or what else has rows.
   *
   * @param name as messages have it
   * @param firstRow of the table that comes from it
   */
  record Origin(String name, long firstRow) {}

  Origins {
    origins = List.copyOf(origins);
  }

  static Origins of(String name) {
    return new Origins(List.of(new Origin(name, 0)));
  }

  /** The name of all: of the first, and how many there are more. */
  String name() {
    String first = origins.get(0).name();
    int more = origins.size() - 1;
    return more == 0 ? first : "%s and %d more".formatted(first, more);
  }

  /** File and row, counted from 1 without the header: {@code people.csv, row 12}. */
  String place(long row) {
    Origin origin = origins.get(0);
    for (Origin next : origins) {
      if (next.firstRow() <= row) {
        origin = next;
      }
    }
    return String.format(Locale.ROOT, "%s, row %,d", origin.name(), row - origin.firstRow() + 1);
  }
}
