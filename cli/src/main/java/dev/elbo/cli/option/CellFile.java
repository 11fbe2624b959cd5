package dev.elbo.cli.option;

import dev.elbo.picture.text.Numbers;
import dev.elbo.preprocessing.RowBlock;
import dev.elbo.schema.Category;
import dev.elbo.schema.Column;
import dev.elbo.schema.Schema;
import dev.elbo.table.OutputColumn;
import dev.elbo.table.TableWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A file of rows under the names of a table's columns, those that a model has. */
public final class CellFile implements AutoCloseable {
  private final TableWriter writer;
  private final Schema schema;

  /** Of each column, cells with a level too rare in training to have a name. */
  private final Map<String, Long> others = new LinkedHashMap<>();

  private long rows;

  private CellFile(TableWriter writer, Schema schema) {
    this.writer = writer;
    this.schema = schema;
  }

  /** Starts a file. */
  public static CellFile create(Path file, Schema schema) throws IOException {
    List<OutputColumn> columns = new ArrayList<>();
    for (Column column : schema.modelled()) {
      columns.add(OutputColumn.of(column));
    }
    return new CellFile(TableWriter.create(file, columns), schema);
  }

  /** Adds rows in the columns of the schema. */
  public void add(RowBlock block) throws IOException {
    int[] places = schema.modelledPlaces();
    for (int i = 0; i < block.rows(); i++) {
      List<@Nullable Object> cells = new ArrayList<>();
      for (int j : places) {
        Object cell = OutputColumn.cell(schema.columns().get(j), block.columns().get(j), i);
        cells.add(cell);
        if (Category.OTHER.equals(cell)) {
          others.merge(schema.columns().get(j).name(), 1L, Long::sum);
        }
      }
      writer.add(cells.toArray());
      rows++;
    }
  }

  /** How many rows there are so far. */
  long rows() {
    return rows;
  }

  /** What the reader of the file may not know, if there is such a thing. */
  Optional<String> note() {
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "\"%s\" stands for levels too rare in training to have a name: %s"
                .formatted(
                    Category.OTHER,
                    others.entrySet().stream()
                        .map(e -> e.getKey() + " in " + Numbers.rows(e.getValue()))
                        .collect(Collectors.joining(", "))));
  }

  /** Makes the file. */
  public void finish() throws IOException {
    writer.finish();
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
