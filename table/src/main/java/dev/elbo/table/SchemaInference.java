package dev.elbo.table;

import dev.elbo.data.DataException;
import dev.elbo.schema.Binary;
import dev.elbo.schema.Category;
import dev.elbo.schema.Column;
import dev.elbo.schema.ColumnType;
import dev.elbo.schema.Count;
import dev.elbo.schema.DateTime;
import dev.elbo.schema.Kind;
import dev.elbo.schema.LeftOut;
import dev.elbo.schema.Numeric;
import dev.elbo.schema.Schema;
import dev.elbo.schema.TimeUnit;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the columns of a table are, from all of its cells. For each column the first that holds:
 *
 * <ol>
 *   <li>no value, or a single one: constant
 *   <li>two values: binary
 *   <li>numbers only: an identifier where they are all different whole numbers, and run on without
 *       gaps or are named {@code id}; a category where they are whole, at most {@value #VALUES}
 *       different ones in {@value #EACH} cells each on average, and one of them in {@value
 *       #DOMINANT} of all cells, which is no density; a count where they are whole, begin at 0 or 1
 *       and end at {@value #LARGEST_COUNT} at most; else numeric
 *   <li>dates only: date-time
 *   <li>numbers or dates in {@value #MOSTLY} of the cells and more than {@value #FEW} different
 *       values: refused, since the rest is likely a mistake or a missing cell
 *   <li>all different, or so many different values that the {@value #LEVELS} most frequent are less
 *       than half of all: an identifier, or free text where cells are long or of several words
 *   <li>else a category. Levels in less than a thousandth of the cells, and in less than {@value
 *       #RARE} of them, are one level together, and so are all but the {@value #LEVELS} most
 *       frequent
 * </ol>
 */
public final class SchemaInference {
  private static final int LARGEST_COUNT = 50;
  private static final int VALUES = 200;
  private static final int EACH = 200;
  private static final double DOMINANT = 0.2;
  private static final double MOSTLY = 0.9;
  private static final int FEW = 20;
  private static final int LEVELS = 100;
  private static final int RARE = 5;

  /** All different whole numbers are common in tables with few rows. */
  private static final int RUN = 20;

  private static final int LONG_TEXT = 40;
  private static final Pattern ID = Pattern.compile("(.*[_. -])?(?i:id)|.*[a-z]I[dD]");

  private final Table table;
  private final SchemaHints hints;

  private SchemaInference(Table table, SchemaHints hints) {
    this.table = table;
    this.hints = hints;
  }

  /**
   * The schema of a table.
   *
   * @throws DataException where a cell is ±∞ or of another kind than its column, naming it
   */
  public static Schema infer(Table table, SchemaHints hints) {
    return new SchemaInference(table, hints).schema();
  }

  private Schema schema() {
    for (String name : hints.names()) {
      if (!table.columnNames().contains(name)) {
        throw new DataException(
            "%s: there is no column %s, whose kind is given; its columns are %s"
                .formatted(table.name(), name, Columns.names(table.columns())));
      }
    }
    List<Column> columns = new ArrayList<>();
    try {
      for (RawColumn raw : table.columns()) {
        columns.add(column(raw));
      }
    } catch (SQLException e) {
      throw new DataException(table.name() + ": " + Sql.firstLine(e), e);
    }
    return new Schema(columns);
  }

  private Column column(RawColumn raw) throws SQLException {
    Cells cells = new Cells(raw, hints.missingTokens(raw.name()));
    ColumnProfile profile = ColumnProfile.of(table.database(), cells);
    ColumnType type =
        hints.kind(raw.name()).isPresent()
            ? asked(hints.kind(raw.name()).get(), cells, profile)
            : inferred(cells, profile);
    return new Column(raw.name(), type, cells.missingTokens(), profile.missingShare());
  }

  private ColumnType inferred(Cells cells, ColumnProfile profile) throws SQLException {
    if (profile.present() == 0) {
      return new LeftOut(Kind.CONSTANT, "every cell is missing");
    }
    if (profile.distinct() == 1) {
      return new LeftOut(
          Kind.CONSTANT,
          "every cell is \"%s\"".formatted(Levels.of(table, cells, 1).values().get(0)));
    }
    if (profile.allNumbers()) {
      requireFinite(cells, profile);
    }
    if (profile.distinct() == 2) {
      return binary(cells);
    }
    if (profile.allNumbers()) {
      return number(cells, profile);
    }
    if (profile.allDates()) {
      return dateTime(profile);
    }
    requireOneKind(cells, profile);
    return text(cells, profile);
  }

  /** The kind that people ask for; its cells are looked at when the table is read with it. */
  private ColumnType asked(Kind kind, Cells cells, ColumnProfile profile) throws SQLException {
    if (!kind.isModelled()) {
      return new LeftOut(kind, "as was asked");
    }
    if (profile.present() == 0) {
      throw wrong(cells, "every cell is missing: no column to model; call it ignored");
    }
    CellCheck.of(kind)
        .require(
            table,
            cells,
            "correct the cell or leave it empty, call it missing (--schema), or ask for another kind");
    return switch (kind) {
      case NUMERIC, POSITIVE, HEAVY_TAILED, FRACTION -> numeric(profile, kind);
      case COUNT -> count(profile);
      case DATE_TIME -> dateTime(profile);
      case CATEGORY -> category(cells, profile, Levels.of(table, cells, LEVELS));
      default -> askedBinary(cells, profile);
    };
  }

  private ColumnType askedBinary(Cells cells, ColumnProfile profile) throws SQLException {
    if (profile.distinct() != 2) {
      throw wrong(
          cells,
          "a binary column has two different values, not %d; call it a category"
              .formatted(profile.distinct()));
    }
    return binary(cells);
  }

  private Binary binary(Cells cells) throws SQLException {
    List<String> values = Levels.of(table, cells, 2).values().stream().sorted().toList();
    return new Binary(values.get(0), values.get(1));
  }

  private ColumnType number(Cells cells, ColumnProfile profile) throws SQLException {
    String name = cells.column().name();
    boolean runs =
        profile.present() >= RUN && profile.maximum() - profile.minimum() + 1 == profile.present();
    if (profile.whole() && profile.allDistinct() && (runs || ID.matcher(name).matches())) {
      return new LeftOut(
          Kind.IDENTIFIER,
          runs
              ? "whole numbers that run on, each once"
              : counted("all %,d whole numbers are different", profile.present()));
    }
    if (profile.whole()
        && profile.distinct() <= VALUES
        && profile.present() >= EACH * profile.distinct()) {
      Levels levels = Levels.of(table, cells, VALUES);
      if (levels.counted().get(0).cells() >= DOMINANT * profile.present()) {
        return new Category(levels.values(), 0);
      }
    }
    boolean counts =
        profile.whole()
            && profile.resolution() == 1
            && (profile.minimum() == 0 || profile.minimum() == 1)
            && profile.maximum() <= LARGEST_COUNT;
    return counts ? count(profile) : numeric(profile, Kind.NUMERIC);
  }

  private static Numeric numeric(ColumnProfile profile, Kind kind) {
    return new Numeric(profile.minimum(), profile.maximum(), profile.resolution(), kind);
  }

  private static Count count(ColumnProfile profile) {
    return new Count((int) profile.minimum(), (int) profile.maximum());
  }

  private static DateTime dateTime(ColumnProfile profile) {
    TimeUnit unit =
        profile.wholeDays()
            ? TimeUnit.DAYS
            : profile.wholeSeconds() ? TimeUnit.SECONDS : TimeUnit.MICROSECONDS;
    return new DateTime(
        unit, profile.earliest() / unit.microseconds(), profile.latest() / unit.microseconds());
  }

  private ColumnType text(Cells cells, ColumnProfile profile) throws SQLException {
    boolean isProse =
        profile.averageLength() > LONG_TEXT || 2 * profile.spaced() > profile.present();
    Kind leftOut = isProse ? Kind.TEXT : Kind.IDENTIFIER;
    if (profile.allDistinct()) {
      return new LeftOut(
          leftOut,
          counted("all %,d values are different", profile.present())
              + otherNotation(cells, profile));
    }
    Levels levels = Levels.of(table, cells, LEVELS);
    if (2 * levels.cells() < profile.present()) {
      return new LeftOut(
          leftOut,
          counted("%,d different values, the %,d most frequent", profile.distinct(), LEVELS)
              + " in less than half of the cells"
              + otherNotation(cells, profile));
    }
    return category(cells, profile, levels);
  }

  /** What to do about a column that is left out though its cells look like numbers or dates. */
  private String otherNotation(Cells cells, ColumnProfile profile) throws SQLException {
    OtherNotation found = OtherNotation.of(table.database(), cells);
    return found.cells() < MOSTLY * profile.present()
        ? ""
        : "; if \"%s\" in row %d is a number or date: they are read when written as 1234.5 and 2024-12-31"
            .formatted(CellCheck.cell(table, cells, found.firstRow()), found.firstRow() + 1);
  }

  private Category category(Cells cells, ColumnProfile profile, Levels levels) {
    long rare = Math.min(RARE, Math.max(1, profile.present() / 1000));
    Levels frequent = levels.atLeast(rare);
    if (frequent.values().isEmpty()) {
      throw wrong(cells, "no level is in %d cells; call it ignored".formatted(rare));
    }
    return new Category(frequent.values(), profile.present() - frequent.cells());
  }

  private void requireFinite(Cells cells, ColumnProfile profile) {
    if (profile.firstInfinite().isPresent()) {
      throw CellCheck.of(Kind.NUMERIC).complaint(table, cells, profile.firstInfinite().getAsLong());
    }
  }

  private void requireOneKind(Cells cells, ColumnProfile profile) {
    if (profile.distinct() <= FEW) {
      return;
    }
    if (profile.numbers() >= MOSTLY * profile.present()) {
      throw mixed(cells, "number", profile.firstNoNumber().orElseThrow(), profile.numbers());
    }
    if (profile.dates() >= MOSTLY * profile.present()) {
      throw mixed(cells, "date", profile.firstNoDate().orElseThrow(), profile.dates());
    }
  }

  private DataException mixed(Cells cells, String kind, long row, long count) {
    return new DataException(
        String.format(
            Locale.ROOT,
            "%s, column %s: \"%s\" is no %s, and %,d other cells are; correct it, or say in the schema (--schema) that it stands for a missing cell, or that the column is a category",
            table.origins().place(row),
            cells.column().name(),
            CellCheck.cell(table, cells, row),
            kind,
            count));
  }

  private DataException wrong(Cells cells, String problem) {
    return new DataException(
        "%s, column %s: %s".formatted(table.name(), cells.column().name(), problem));
  }

  private static String counted(String format, Object... counts) {
    return String.format(Locale.ROOT, format, counts);
  }
}
