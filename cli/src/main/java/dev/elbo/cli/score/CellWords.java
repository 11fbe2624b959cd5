package dev.elbo.cli.score;

import dev.elbo.picture.text.Numbers;
import dev.elbo.preprocessing.ColumnCells;
import dev.elbo.schema.Column;
import dev.elbo.schema.DateTime;

/** Cells as people read them. */
final class CellWords {
  private static final String MISSING = "(missing)";

  private CellWords() {}

  static String of(Column column, ColumnCells cells, int row) {
    if (cells instanceof ColumnCells.Numbers numbers) {
      double number = numbers.values()[row];
      if (Double.isNaN(number)) {
        return MISSING;
      }
      return column.type() instanceof DateTime dates
          ? dates.unit().text(number)
          : Numbers.plain(number);
    }
    String text = ((ColumnCells.Texts) cells).values()[row];
    return text == null ? MISSING : text;
  }
}
