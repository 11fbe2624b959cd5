package dev.elbo.table;

import java.util.List;

/**
 * What the table {@link #TABLE} of a database has been filled with.
 *
 * @param columns in order
 * @param origins of the rows
 * @param notes for people: what was assumed
 */
record Loaded(List<RawColumn> columns, Origins origins, List<String> notes) {
  static final String TABLE = "data";

  Loaded {
    columns = List.copyOf(columns);
    notes = List.copyOf(notes);
  }
}
