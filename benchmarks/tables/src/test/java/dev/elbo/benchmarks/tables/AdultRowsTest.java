package dev.elbo.benchmarks.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.data.DataException;
import dev.elbo.preprocessing.ColumnCells;
import dev.elbo.preprocessing.RowBlock;
import dev.elbo.schema.Category;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdultRowsTest {
  private static final String LINE =
      "25, Private, 226802, 11th, 7, Never-married, ?, Own-child, Black, Male, 0, 0, 40, "
          + "United-States, <=50K";

  @TempDir private Path folder;

  @Test
  void readsBothFiles() throws IOException {
    Path data = Files.writeString(folder.resolve("adult.data"), LINE + "\n\n");
    Path test = Files.writeString(folder.resolve("adult.test"), "|1x3 note\n" + LINE + ".\n\n");
    AdultRows rows = AdultRows.read(data);
    assertThat(rows).isEqualTo(AdultRows.read(test));
    assertThat(rows.rows()).isOne();
    assertThat(rows.column("income")).containsExactly("<=50K");
    assertThat(rows.column("occupation")).containsExactly("?");
    rows.write(folder.resolve("adult.csv"));
    assertThat(folder.resolve("adult.csv"))
        .hasContent(String.join(",", AdultRows.NAMES) + "\n" + LINE.replace(", ", ",") + "\n");
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    Path file = folder.resolve("adult.data");
    assertThatThrownBy(() -> AdultRows.read(file))
        .isInstanceOf(DataException.class)
        .hasMessage(file + ": there is no such file; give the folder of UCI's Adult with --data");
    Files.writeString(file, "1, 2\n");
    assertThatThrownBy(() -> AdultRows.read(file))
        .isInstanceOf(DataException.class)
        .hasMessage(file + ": expected 15 cells, found 2 in the line 1, 2");
  }

  @Test
  void rowsWithoutANumberAreLeftOut() {
    List<ColumnCells> columns = new ArrayList<>();
    for (String name : AdultRows.NAMES) {
      columns.add(
          name.equals("hours-per-week")
              ? new ColumnCells.Texts(new String[] {"40", Category.OTHER})
              : AdultRows.isNumber(name)
                  ? new ColumnCells.Numbers(new double[] {1, 2})
                  : new ColumnCells.Texts(new String[] {"a", "b"}));
    }
    AdultRows rows = AdultRows.of(new RowBlock(0, 2, columns));
    assertThat(rows.rows()).isOne();
    assertThat(rows.column("age")).containsExactly("1");
    assertThat(rows.column("hours-per-week")).containsExactly("40");
  }

  /** High incomes are those of people older than 50, in training and test rows. */
  @Test
  void aForestLearnsARule() {
    IncomeForest forest = new IncomeForest(List.of(people(0, 400)));
    assertThat(forest.f1(people(0, 300), people(300, 400), 1)).isGreaterThan(0.95);
  }

  private static AdultRows people(int from, int to) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = from; i < to; i++) {
      int age = 20 + i * 37 % 61;
      List<String> row = new ArrayList<>();
      for (String name : AdultRows.NAMES) {
        row.add(
            switch (name) {
              case "age" -> Integer.toString(age);
              case AdultRows.INCOME -> age > 50 ? AdultRows.HIGH : "<=50K";
              default -> AdultRows.isNumber(name) ? Integer.toString(i % 7) : "level " + i % 3;
            });
      }
      rows.add(row);
    }
    return new AdultRows(rows);
  }
}
