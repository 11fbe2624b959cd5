package dev.elbo.table;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Figures over all cells of a column.
 *
 * @param rows of the table
 * @param present cells that are not missing
 * @param numbers of these, those that are numbers
 * @param dates of these, those that are dates
 * @param distinct different values among them: exact up to {@link #EXACT}, and of whole numbers and
 *     texts where nearly all are different, else within a few percent
 * @param minimum of the finite numbers; 0 without any
 * @param maximum of the finite numbers; 0 without any
 * @param decimals k where all numbers are multiples of 10⁻ᵏ, the least; {@link #NO_DECIMALS} where
 *     there is none
 * @param earliest of the dates, in microseconds since 1970
 * @param latest of the dates
 * @param wholeDays whether all dates are whole days
 * @param wholeSeconds whether all dates are whole seconds
 * @param characters of all cells together that are no numbers
 * @param spaced of these cells, those with a blank within
 * @param firstInfinite the first row that has ±∞
 * @param firstNoNumber the first row that has a value which is no number
 * @param firstNoDate the first row that has a value which is no date
 */
record ColumnProfile(
    long rows,
    long present,
    long numbers,
    long dates,
    long distinct,
    double minimum,
    double maximum,
    int decimals,
    long earliest,
    long latest,
    boolean wholeDays,
    boolean wholeSeconds,
    long characters,
    long spaced,
    OptionalLong firstInfinite,
    OptionalLong firstNoNumber,
    OptionalLong firstNoDate) {

  static final long EXACT = 1000;
  static final int NO_DECIMALS = Integer.MAX_VALUE;

  /** A resolution is a power of ten from 10⁶ to 10⁻⁶. */
  private static final int MOST_DECIMALS = 6;

  /** Sketches of the number of distinct values are off by some percent. */
  private static final double NEARLY_ALL = 0.8;

  static ColumnProfile of(DuckDb database, Cells cells) throws SQLException {
    ColumnProfile profile = database.one(query(cells), ColumnProfile::read);
    return profile.countsMustBeExact()
        ? profile.withDistinct(database.one(exact(cells), r -> r.getLong(1)))
        : profile;
  }

  /** To count millions of different cells costs more than all else that is asked of a column. */
  private boolean countsMustBeExact() {
    boolean mayBeIdentifier = !allDates() && !(allNumbers() && !whole());
    return distinct <= EXACT || (mayBeIdentifier && distinct >= NEARLY_ALL * present);
  }

  /** Only what is no number is tried as a date: to fail at that takes longer than all the rest. */
  private static String query(Cells cells) {
    return """
        SELECT count(*), count(t), count(x), count(u), approx_count_distinct(t),
          coalesce(min(x) FILTER (isfinite(x)), 0), coalesce(max(x) FILTER (isfinite(x)), 0),
          %s,
          coalesce(min(u), 0), coalesce(max(u), 0),
          bool_and(u %% 86400000000 = 0), bool_and(u %% 1000000 = 0),
          coalesce(sum(length(t)) FILTER (x IS NULL), 0),
          count(*) FILTER (x IS NULL AND contains(t, ' ')),
          min(place) FILTER (isinf(x)),
          min(place) FILTER (t IS NOT NULL AND x IS NULL),
          min(place) FILTER (t IS NOT NULL AND u IS NULL)
        FROM (SELECT place, t, x, CASE WHEN x IS NULL THEN %s END AS u
          FROM (SELECT rowid AS place, %s AS t, %s AS x, %s FROM %s))
        """
        .formatted(
            firstDecimals(),
            cells.microseconds(),
            cells.textUnlessNumber(),
            cells.number(),
            cells.column().sqlName(),
            Loaded.TABLE);
  }

  /** The first k whose multiples all numbers are, up to the rounding of doubles. */
  private static String firstDecimals() {
    return IntStream.rangeClosed(-MOST_DECIMALS, MOST_DECIMALS)
        .mapToObj(
            k ->
                """
                WHEN bool_and(abs(x * 1e%1$d - round(x * 1e%1$d))
                  <= abs(x * 1e%1$d) * 1e-15 + 1e-300) THEN %1$d"""
                    .formatted(k))
        .collect(Collectors.joining(" ", "CASE ", " ELSE " + NO_DECIMALS + " END"));
  }

  private static String exact(Cells cells) {
    return "SELECT count(t) FROM (SELECT %s AS t FROM %s GROUP BY t)"
        .formatted(cells.text(), Loaded.TABLE);
  }

  private static ColumnProfile read(ResultSet row) throws SQLException {
    return new ColumnProfile(
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getDouble(6),
        row.getDouble(7),
        row.getInt(8),
        row.getLong(9),
        row.getLong(10),
        row.getBoolean(11),
        row.getBoolean(12),
        row.getLong(13),
        row.getLong(14),
        optional(row, 15),
        optional(row, 16),
        optional(row, 17));
  }

  private static OptionalLong optional(ResultSet row, int index) throws SQLException {
    long value = row.getLong(index);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private ColumnProfile withDistinct(long exact) {
    return new ColumnProfile(
        rows,
        present,
        numbers,
        dates,
        exact,
        minimum,
        maximum,
        decimals,
        earliest,
        latest,
        wholeDays,
        wholeSeconds,
        characters,
        spaced,
        firstInfinite,
        firstNoNumber,
        firstNoDate);
  }

  boolean allNumbers() {
    return numbers == present;
  }

  boolean allDates() {
    return dates == present;
  }

  boolean allDistinct() {
    return distinct == present;
  }

  boolean whole() {
    return decimals <= 0;
  }

  /** The power of ten that all numbers are multiples of; 0 where there is none. */
  double resolution() {
    return decimals == NO_DECIMALS ? 0 : Double.parseDouble("1e" + -decimals);
  }

  double missingShare() {
    return (double) (rows - present) / rows;
  }

  /** Of the cells that are no numbers; there is one at least. */
  double averageLength() {
    return (double) characters / (present - numbers);
  }
}
