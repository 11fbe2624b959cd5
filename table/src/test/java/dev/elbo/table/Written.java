package dev.elbo.table;

import dev.elbo.schema.Column;
import dev.elbo.schema.ColumnType;
import dev.elbo.schema.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Files for tests. */
final class Written {
  private Written() {}

  static Path file(Path folder, String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A column of cells under the name {@code x}, after one that numbers the rows. */
  static String column(Iterable<String> cells) {
    StringBuilder text = new StringBuilder("n,x\n");
    int i = 0;
    for (String cell : cells) {
      text.append(i++ % 7).append(',').append(cell).append('\n');
    }
    return text.toString();
  }

  static ColumnType typeOfX(Schema schema) {
    return schema.columns().stream()
        .filter(column -> column.name().equals("x"))
        .map(Column::type)
        .findFirst()
        .orElseThrow();
  }

  /** Lets the database write a file. */
  static void copy(String select, Path file, String options) throws IOException, SQLException {
    try (DuckDb database = DuckDb.open()) {
      database.execute("COPY (%s) TO %s (%s)".formatted(select, Sql.literal("" + file), options));
    }
  }

  static String rows(int count, IntFunction<String> row) {
    return IntStream.range(0, count).mapToObj(row).collect(Collectors.joining("\n", "", "\n"));
  }
}
