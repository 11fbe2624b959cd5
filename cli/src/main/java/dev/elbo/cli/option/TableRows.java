package dev.elbo.cli.option;

import dev.elbo.TableModel;
import dev.elbo.data.DataException;
import dev.elbo.picture.text.Numbers;
import dev.elbo.preprocessing.ColumnCells;
import dev.elbo.preprocessing.ColumnTransform;
import dev.elbo.preprocessing.LevelTransform;
import dev.elbo.preprocessing.RowBlock;
import dev.elbo.schema.Column;
import dev.elbo.table.Table;
import dev.elbo.table.TableSource;
import dev.elbo.table.TypedRows;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table with the columns that a model knows, in blocks that go by one after the other, and a line
 * about what the model does not know of it.
 */
public final class TableRows implements AutoCloseable {
  /** Rows of a block: enough to make little of what a query costs. */
  private static final int TOGETHER = 1 << 13;

  /** Names of columns in a line. */
  private static final int SHOWN = 10;

  private final Table table;
  private final TypedRows rows;
  private final List<ColumnTransform> transforms;

  /** Of each column with levels, those that have no name in the model. */
  private final Map<Column, UnseenLevels> unseen = new LinkedHashMap<>();

  private TableRows(Table table, TypedRows rows, List<ColumnTransform> transforms) {
    this.table = table;
    this.rows = rows;
    this.transforms = transforms;
  }

  /** What is done with a block of rows. */
  public interface BlockTask {
    void run(RowBlock block) throws IOException;
  }

  /**
   * Reads a table, and says which of its columns the model does not know.
   *
   * @param err for what is to be said
   * @throws dev.elbo.data.DataException where a column is missing, or a cell is not of its kind
   */
  public static TableRows open(TableSource source, TableModel model, PrintWriter err)
      throws IOException {
    Table table = Table.open(source);
    try {
      table.notes().forEach(note -> err.println("elbo: " + note));
      TypedRows rows = table.as(model.schema());
      sayExtra(rows, err);
      return new TableRows(table, rows, model.preprocessing().transforms());
    } catch (RuntimeException e) {
      table.close();
      throw e;
    }
  }

  private static void sayExtra(TypedRows rows, PrintWriter err) {
    List<String> extra = rows.extraColumns();
    if (!extra.isEmpty()) {
      int more = extra.size() - SHOWN;
      err.println(
          "elbo: %s has %s that the model does not know: %s"
              .formatted(
                  rows.name(),
                  Numbers.counted(extra.size(), "column"),
                  String.join(", ", extra.subList(0, Math.min(SHOWN, extra.size())))
                      + (more > 0 ? " and %d more".formatted(more) : "")));
    }
  }

  /** The table as it was read. */
  public Table table() {
    return table;
  }

  /** How many rows there are. */
  public long count() {
    return rows.rows();
  }

  /**
   * All rows in the model's columns, block by block in their order.
   *
   * @throws DataException in the end, where the model knows no cell of a column of two values
   */
  public void forEach(BlockTask task) throws IOException {
    forEach(Long.MAX_VALUE, task);
  }

  /** The first rows in the model's columns, {@code most} of them or all that there are. */
  public void forEach(long most, BlockTask task) throws IOException {
    long end = Math.min(most, count());
    for (long first = 0; first < end; first += TOGETHER) {
      RowBlock block = rows.read(first, (int) Math.min(TOGETHER, end - first));
      countUnseen(block);
      task.run(block);
    }
    if (end == count()) {
      requireKnown();
    }
  }

  private void countUnseen(RowBlock block) {
    int[] places = rows.schema().modelledPlaces();
    for (int d = 0; d < places.length; d++) {
      if (transforms.get(d) instanceof LevelTransform levels
          && block.columns().get(places[d]) instanceof ColumnCells.Texts texts) {
        Column column = rows.schema().columns().get(places[d]);
        unseen
            .computeIfAbsent(column, any -> new UnseenLevels())
            .add(levels, texts.values(), block.firstRow());
      }
    }
  }

  /** A column of which no cell can be told is written in another way. */
  private void requireKnown() {
    unseen.forEach(
        (column, levels) ->
            levels
                .problem(column)
                .ifPresent(
                    problem -> {
                      throw new DataException(rows.name() + ", " + problem);
                    }));
  }

  /**
   * Says in one line which levels of the rows so far have no name in the model, if any: those never
   * seen in training, or too rarely.
   */
  public void sayUnseen(PrintWriter err) {
    List<String> words = new ArrayList<>();
    unseen.forEach(
        (column, levels) -> {
          if (levels.unseen() > 0) {
            words.add("%s in %s".formatted(column.name(), Numbers.rows(levels.unseen())));
          }
        });
    if (!words.isEmpty()) {
      err.println(
          "elbo: levels that the model does not know by name: %s"
              .formatted(String.join(", ", words)));
    }
  }

  @Override
  public void close() throws IOException {
    table.close();
  }
}
