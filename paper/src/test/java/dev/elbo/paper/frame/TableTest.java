package dev.elbo.paper.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {
  private final Table table =
      Table.columns("method", "samples", "bound")
          .row("aevb", 100L, -150.25)
          .row("wake-sleep", 100L, -1.0 / 3)
          .row("aevb", 200L, Double.NaN)
          .build();

  @Test
  void rowsAreChosenAndReadByTheNamesOfColumns() {
    assertThat(table.where("method", "aevb").numbers("samples")).containsExactly(100, 200);
    assertThat(table.where("samples", 100).numbers("bound")).containsExactly(-150.25, -1.0 / 3);
    assertThat(table.last("bound")).isNaN();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table.last("epoch"))
        .withMessage("there is no column epoch in [method, samples, bound]");
  }

  @Test
  void linesAreCsv() {
    assertThat(table.lines())
        .containsExactly(
            "method,samples,bound",
            "aevb,100,-150.25",
            "wake-sleep,100,-0.3333333333333333",
            "aevb,200,NaN");
  }

  @Test
  void tablesOfOneShapeAreJoined() {
    Map<String, Table> tables = new LinkedHashMap<>();
    tables.put("first", table);
    tables.put("second", table);
    assertThat(Table.join(tables).lines())
        .hasSize(7)
        .startsWith("part,method,samples,bound", "first,aevb,100,-150.25")
        .endsWith("second,aevb,200,NaN");
    tables.put("third", Table.columns("bound").build());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Table.join(tables))
        .withMessage("the columns of third are [bound] and not [method, samples, bound]");
  }

  @Test
  void whatIsNoCellIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Table.columns("a", "b").row(1).build())
        .withMessage("1 cells under 2 columns: [1]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Table.columns("a").row("1,2"))
        .withMessage("a cell of a CSV file cannot be 1,2");
  }

  @Test
  void markdownTables() {
    assertThat(Markdown.table(table.columns(), table.rows().subList(0, 1)))
        .isEqualTo("| method | samples | bound |\n| --- | --- | --- |\n| aevb | 100 | -150.25 |\n");
  }
}
