package dev.elbo.cli.option;

import dev.elbo.TableModel;
import dev.elbo.cli.console.UsageException;
import dev.elbo.preprocessing.ColumnCells;
import dev.elbo.preprocessing.LevelTransform;
import dev.elbo.preprocessing.RowBlock;
import dev.elbo.schema.Column;
import dev.elbo.schema.ColumnType;
import dev.elbo.schema.Count;
import dev.elbo.schema.DateTime;
import dev.elbo.schema.Numeric;
import dev.elbo.table.Table;
import dev.elbo.table.TableSource;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code --given COLUMN=VALUE}: one row, of which some cells are known. */
public final class GivenCells {
  private static final String OPTION = "--given";
  private static final double ROUNDING = 1e-6;

  private GivenCells() {}

  /**
   * The row; cells that were not given are missing.
   *
   * @param words {@code column=value} each
   * @throws UsageException where one is not of that form, names a column twice or one that the
   *     model does not have, a level that it does not know, a number beyond those seen, or a token
   *     of missing cells
   * @throws dev.elbo.data.DataException where a value is none of its column
   */
  public static RowBlock parse(List<String> words, TableModel model) throws IOException {
    Map<String, String> cells = new LinkedHashMap<>();
    for (Column column : model.schema().modelled()) {
      cells.put(column.name(), "");
    }
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals < 1 || equals == word.length() - 1) {
        throw new UsageException("%s %s: give COLUMN=VALUE".formatted(OPTION, word));
      }
      String column = word.substring(0, equals);
      String before = cells.replace(column, word.substring(equals + 1));
      if (before == null) {
        throw new UsageException(
            "%s %s: the model has no column %s; its columns are %s"
                .formatted(OPTION, word, column, String.join(", ", cells.keySet())));
      }
      if (!before.isEmpty()) {
        throw new UsageException(
            "%s gives column %s two values, %s and %s; leave one out"
                .formatted(OPTION, column, before, cells.get(column)));
      }
    }
    try (Table table = Table.open(new TableSource.Row(OPTION, cells))) {
      RowBlock row = table.as(model.schema()).read(0, 1);
      requireLevels(row, model);
      requireNumbers(row, model, cells);
      return row;
    }
  }

  /** Beyond what it has seen the model knows nothing, and what it does not see is not given. */
  private static void requireNumbers(RowBlock row, TableModel model, Map<String, String> cells) {
    for (Column column : model.schema().modelled()) {
      String word = String.valueOf(cells.get(column.name()));
      ColumnCells cell = row.columns().get(model.schema().columns().indexOf(column));
      if (!word.isEmpty() && cell.isMissing(0)) {
        throw new UsageException(
            "%s %s=%s stands for a missing cell; leave it out"
                .formatted(OPTION, column.name(), word));
      }
      if (cell instanceof ColumnCells.Numbers numbers
          && !isLikeThoseSeen(column.type(), numbers.values()[0])) {
        throw new UsageException(
            "%s %s=%s: in training the column was %s; give a value of these"
                .formatted(OPTION, column.name(), word, column.summary()));
      }
    }
  }

  /** A little beyond the ends is within: people are shown these with seven digits. */
  private static boolean isBetween(double minimum, double maximum, double x) {
    double slack = ROUNDING * Math.max(Math.abs(minimum), Math.abs(maximum));
    return x >= minimum - slack && x <= maximum + slack;
  }

  private static boolean isLikeThoseSeen(ColumnType type, double x) {
    if (Double.isNaN(x)) {
      return true;
    }
    if (type instanceof Numeric numeric) {
      boolean isWhole = x == Math.rint(x);
      return isBetween(numeric.minimum(), numeric.maximum(), x) && (isWhole || !numeric.isWhole());
    }
    if (type instanceof Count count) {
      return isBetween(count.minimum(), count.maximum(), x);
    }
    return type instanceof DateTime dates && isBetween(dates.minimum(), dates.maximum(), x);
  }

  /** A new level says nothing to the model, so whoever gives one is mistaken. */
  private static void requireLevels(RowBlock row, TableModel model) {
    int[] places = model.schema().modelledPlaces();
    for (int d = 0; d < places.length; d++) {
      if (model.preprocessing().transforms().get(d) instanceof LevelTransform levels
          && row.columns().get(places[d]) instanceof ColumnCells.Texts texts
          && !levels.knows(texts.values()[0])) {
        throw new UsageException(
            "%s %s=%s: the model knows the levels %s"
                .formatted(
                    OPTION,
                    model.schema().columns().get(places[d]).name(),
                    texts.values()[0],
                    String.join(", ", levels.levels())));
      }
    }
  }
}
