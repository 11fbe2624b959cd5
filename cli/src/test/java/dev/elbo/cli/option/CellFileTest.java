package dev.elbo.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.preprocessing.ColumnCells;
import dev.elbo.preprocessing.RowBlock;
import dev.elbo.schema.Category;
import dev.elbo.schema.Column;
import dev.elbo.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CellFileTest {
  private static final Schema SCHEMA =
      new Schema(List.of(Column.of("city", new Category(List.of("Bern"), 7))));

  @TempDir private Path folder;

  private static RowBlock block(@Nullable String... cities) {
    return new RowBlock(0, cities.length, List.of(new ColumnCells.Texts(cities)));
  }

  /** Not a level of the table, though it looks like one. */
  @Test
  void levelsWithoutANameAreExplained() throws IOException {
    Path file = folder.resolve("t.CSV");
    try (CellFile cells = CellFile.create(file, SCHEMA)) {
      cells.add(block("Bern", null));
      assertThat(cells.note()).isEmpty();
      cells.add(block("(other)", "(other)"));
      assertThat(cells.note())
          .contains(
              "\"(other)\" stands for levels too rare in training to have a name: city in 2 rows");
      cells.finish();
    }
    assertThat(Files.readAllLines(file)).containsExactly("city", "Bern", "", "(other)", "(other)");
  }
}
