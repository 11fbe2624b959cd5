package dev.elbo.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.elbo.data.DataException;
import dev.elbo.schema.Kind;
import dev.elbo.schema.Schema;
import dev.elbo.table.csv.CsvFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On the UCI census data, in the folder that ELBO_DATA names; skipped elsewhere. */
class AdultTest {
  private static final List<String> NAMES =
      List.of(
          "age,workclass,fnlwgt,education,education-num,marital-status,occupation,relationship,race,sex,capital-gain,capital-minus,hours-per-week,native-country,income"
              .split(",", -1));

  private Path folder = Path.of("");

  @BeforeEach
  void findData() {
    String data = System.getenv("ELBO_DATA");
    if (data == null) {
      System.err.println("AdultTest is skipped: ELBO_DATA does not name a folder of real data");
    }
    assumeTrue(data != null, "ELBO_DATA is not set");
    folder = Path.of(data).resolve("adult");
    assumeTrue(Files.exists(folder), "ELBO_DATA has no adult");
  }

  private TableSource source(String name, CsvFormat format) {
    return new TableSource.Files(List.of(folder.resolve(name).toString()), format);
  }

  @Test
  void trainingAndTestRowsAreRead() throws IOException {
    CsvFormat format = CsvFormat.DETECTED.withNames(NAMES);
    Schema schema;
    try (Table table = Table.open(source("adult.data", format))) {
      assertThat(table.rows()).isEqualTo(32_561);
      schema = SchemaInference.infer(table, SchemaHints.NONE);
    }
    assertThat(schema.description())
        .containsExactly(
            "age             numeric: 17 … 90, whole numbers",
            "workclass       category: 8 levels, 5.6 % missing",
            "fnlwgt          numeric: 12285 … 1484705, whole numbers",
            "education       category: 16 levels",
            "education-num   category: 16 levels",
            "marital-status  category: 7 levels",
            "occupation      category: 14 levels, 5.7 % missing",
            "relationship    category: 6 levels",
            "race            category: 5 levels",
            "sex             binary: \"Female\" or \"Male\"",
            "capital-gain    category: 119 levels",
            "capital-minus   category: 92 levels",
            "hours-per-week  category: 94 levels",
            "native-country  category: 40 levels, others in 1 row, 1.8 % missing",
            "income          binary: \"<=50K\" or \">50K\"");
    assertThat(schema.modelled()).noneMatch(column -> column.kind() == Kind.TEXT);
    assertThatThrownBy(() -> Table.open(source("adult.test", format)).close())
        .isInstanceOf(DataException.class)
        .hasMessage(
            folder.resolve("adult.test")
                + ", line 1: 1 cell where most lines have 15; repair the line, or skip it (--skip-lines 1)");
    try (Table table = Table.open(source("adult.test", format.withSkippedLines(1)))) {
      assertThat(table.rows()).isEqualTo(16_281);
      assertThat(table.as(schema).read(16_280, 10).rows()).isOne();
    }
  }
}
