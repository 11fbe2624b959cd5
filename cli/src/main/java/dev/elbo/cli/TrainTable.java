package dev.elbo.cli;

import dev.elbo.EncodedTable;
import dev.elbo.cli.text.Labelled;
import dev.elbo.picture.text.Numbers;
import dev.elbo.schema.Schema;
import dev.elbo.table.SchemaHints;
import dev.elbo.table.SchemaInference;
import dev.elbo.table.Table;
import dev.elbo.table.TableSource;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** What {@code elbo train} does with a table before a model learns from it, and says of it. */
final class TrainTable {
  private TrainTable() {}

  /**
   * Reads a table, says what its columns are, and parts its rows.
   *
   * @param hints what is known of the columns
   * @param heldOut how much to hold out, where it was said
   * @param say prints a line
   */
  static EncodedTable encode(
      TableSource source,
      SchemaHints hints,
      OptionalDouble heldOut,
      long seed,
      Consumer<String> say)
      throws IOException {
    try (Table table = Table.open(source)) {
      say.accept(data(table));
      table.notes().forEach(note -> say.accept(Labelled.line("", note)));
      Schema schema = SchemaInference.infer(table, hints);
      columns(schema).forEach(say);
      return EncodedTable.of(table.as(schema), heldOut, seed);
    }
  }

  /** {@code data people.csv 32,561 rows × 15 columns}. */
  static String data(Table table) {
    return Labelled.line(
        "data",
        "%s   %s rows × %s"
            .formatted(
                table.name(),
                Numbers.whole(table.rows()),
                Numbers.counted(table.columnNames().size(), "column")));
  }

  /** A line a column: its kind and values, or why it is left out. */
  private static List<String> columns(Schema schema) {
    List<String> lines = schema.description();
    return IntStream.range(0, lines.size())
        .mapToObj(i -> Labelled.line(i == 0 ? "columns" : "", lines.get(i)))
        .toList();
  }
}
