package dev.elbo.cli.score;

import dev.elbo.picture.text.Numbers;
import dev.elbo.preprocessing.ColumnCells;
import dev.elbo.schema.Column;
import dev.elbo.schema.DateTime;
import java.util.function.DoubleFunction;

/** Cells as people read them. */
final class CellWords {
  private static final String MISSING = "(missing)";

  private CellWords() {}

  /** A cell that was observed, with all its digits. */
  static String observed(Column column, ColumnCells cells, int row) {
    return of(column, cells, row, Numbers::exact);
  }

  /** What was to be expected, with a few digits. */
  static String expected(Column column, ColumnCells cells, int row) {
    return of(column, cells, row, Numbers::plain);
  }

  private static String of(
      Column column, ColumnCells cells, int row, DoubleFunction<String> words) {
    if (cells instanceof ColumnCells.Numbers numbers) {
      double number = numbers.values()[row];
      if (Double.isNaN(number)) {
        return MISSING;
      }
      return column.type() instanceof DateTime dates
          ? dates.unit().text(number)
          : words.apply(number);
    }
    String text = ((ColumnCells.Texts) cells).values()[row];
    return text == null ? MISSING : text;
  }
}
