package dev.elbo.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.data.DataException;
import dev.elbo.preprocessing.ColumnCells.Numbers;
import dev.elbo.preprocessing.ColumnCells.Texts;
import dev.elbo.preprocessing.RowBlock;
import dev.elbo.schema.Category;
import dev.elbo.schema.Column;
import dev.elbo.schema.DateTime;
import dev.elbo.schema.Numeric;
import dev.elbo.schema.Schema;
import dev.elbo.schema.TimeUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableWriterTest {
  private static final List<OutputColumn> COLUMNS =
      List.of(
          new OutputColumn("a \"name\"", OutputColumn.Type.TEXT),
          new OutputColumn("score", OutputColumn.Type.FLOAT),
          new OutputColumn("exact", OutputColumn.Type.DOUBLE),
          new OutputColumn("row", OutputColumn.Type.WHOLE));

  @TempDir private Path folder;

  private Path write(String name) throws IOException {
    Path file = folder.resolve(name);
    try (TableWriter writer = TableWriter.create(file, COLUMNS)) {
      writer.add("a, \"b\"\nc", 0.1f, 0.1, 1L);
      writer.add(null, Float.NaN, Double.NaN, null);
      writer.add("ü", -1e30f, 1e300, Long.MAX_VALUE);
      writer.finish();
    }
    return file;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void csvIsPlain() throws IOException {
    assertThat(write("r.csv"))
        .hasContent(
            """
            "a ""name""\",score,exact,row
            "a, ""b""
            c",0.1,0.1,1
            ,,,
            ü,-1e+30,1e+300,9223372036854775807
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"r.csv", "r.csv.gz", "r.parquet"})
  void whatIsWrittenIsReadAgain(String name) throws IOException {
    Schema schema =
        new Schema(
            List.of(
                Column.of("a \"name\"", new Category(List.of("x"), 0)),
                Column.of("exact", new Numeric(0, 1, 0))));
    try (Table table = Table.open(TableSource.file(write(name)))) {
      RowBlock block = table.as(schema).read(0, 9);
      assertThat(((Texts) block.columns().get(0)).values())
          .containsExactly("a, \"b\"\nc", null, "ü");
      assertThat(((Numbers) block.columns().get(1)).values())
          .containsExactly(0.1, Double.NaN, 1e300);
    }
    assertThat(files()).containsExactly(folder.resolve(name));
  }

  @Test
  void datesAreDatesWhereTheFormatHasThem() throws IOException {
    List<Column> columns =
        List.of(
            Column.of("born", new DateTime(TimeUnit.DAYS, 0, 9)),
            Column.of("seen", new DateTime(TimeUnit.SECONDS, 0, 9)));
    for (String name : List.of("r.csv", "r.parquet")) {
      Path file = folder.resolve(name);
      try (TableWriter writer =
          TableWriter.create(file, columns.stream().map(OutputColumn::of).toList())) {
        writer.add("2024-02-29", "2024-02-29T12:00:00Z");
        writer.add(null, null);
        writer.add("10678-10-13", "12000-01-01T00:00:00Z");
        writer.finish();
      }
      try (Table table = Table.open(TableSource.file(file))) {
        assertThat(table.columns())
            .extracting(RawColumn::sqlType)
            .containsExactlyElementsOf(
                name.endsWith("parquet")
                    ? List.of("DATE", "TIMESTAMP WITH TIME ZONE")
                    : List.of("VARCHAR", "VARCHAR"));
        RowBlock block = table.as(new Schema(columns)).read(0, 9);
        assertThat(((Numbers) block.columns().get(0)).values()).startsWith(19_782, Double.NaN);
        assertThat(((Numbers) block.columns().get(1)).values())
            .startsWith(1_709_208_000, Double.NaN);
      }
    }
    assertThat(folder.resolve("r.csv"))
        .hasContent(
            "born,seen\n2024-02-29,2024-02-29T12:00:00Z\n,\n10678-10-13,12000-01-01T00:00:00Z\n");
  }

  @Test
  void withoutAnEndNothingIsWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("r.csv"), "old");
    try (TableWriter writer = TableWriter.create(file, COLUMNS)) {
      writer.add("new", 1f, 1.0, 1L);
      assertThat(file).hasContent("old");
    }
    assertThat(file).hasContent("old");
    assertThat(files()).containsExactly(file);
  }

  @Test
  void whatCannotBeWrittenIsRefused() throws IOException {
    Path file = folder.resolve("r.xlsx");
    assertThatThrownBy(() -> TableWriter.create(file, COLUMNS).close())
        .isInstanceOf(DataException.class)
        .hasMessage(file + ": the name of a table of results ends in .csv, .csv.gz or .parquet");
    try (TableWriter writer = TableWriter.create(folder.resolve("no/r.csv"), COLUMNS)) {
      assertThatThrownBy(() -> writer.add("a"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a row has 4 cells, not 1");
      assertThatThrownBy(writer::finish).isInstanceOf(NoSuchFileException.class);
    }
    assertThat(files()).isEmpty();
  }
}
