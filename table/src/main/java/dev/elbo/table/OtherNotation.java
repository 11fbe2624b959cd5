package dev.elbo.table;

import java.sql.SQLException;

/**
 * Cells such as {@code 1,5}, {@code $9.50}, {@code 12/31/2024} or {@code 31. Dec 2024}: numbers and
 * dates in a notation that is not read as such.
 *
 * @param cells how many
 * @param firstRow the first row that has one, from 0 on; 0 where there are none
 */
record OtherNotation(long cells, long firstRow) {
  /** Digits and signs, perhaps with a sign of currency before or after, or with a month within. */
  private static final String LIKE_ONE =
      "^[-+(]?\\s*[$€£¥]?\\s*[0-9][0-9.,'/: -]*"
          + "((jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[0-9., -]+)?[%€$£¥)]?$";

  static OtherNotation of(DuckDb database, Cells cells) throws SQLException {
    return database.one(
        "SELECT count(*), coalesce(min(place), 0) FROM (SELECT rowid AS place, %s AS t FROM %s) WHERE regexp_matches(t, %s, 'i')"
            .formatted(cells.text(), Loaded.TABLE, Sql.literal(LIKE_ONE)),
        row -> new OtherNotation(row.getLong(1), row.getLong(2)));
  }
}
