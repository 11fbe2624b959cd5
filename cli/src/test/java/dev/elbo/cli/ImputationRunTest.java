package dev.elbo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cells that a short run on a table fills in, and rows of which some cells are given. */
class ImputationRunTest {
  private static final int ROWS = 1200;

  @TempDir private static Path folder;

  @BeforeAll
  static void train() throws Exception {
    People.write(folder.resolve("people.csv"), People.lines(ROWS));
    new ElboProcess(folder)
        .run("train", "people.csv", "--epochs", "60", "--hidden", "16", "--latent", "2")
        .succeeded();
  }

  private static ElboProcess.Result impute(String data, String... more) {
    List<String> words = new ArrayList<>(List.of("impute", path("runs/people-1"), path(data)));
    words.addAll(List.of(more));
    return ElboProcess.inThisProcess(words.toArray(String[]::new));
  }

  private static String path(String name) {
    return folder.resolve(name).toString();
  }

  private static List<String> read(String name) throws IOException {
    return Files.readAllLines(folder.resolve(name));
  }

  /** Every ninth row has no income; the identifier, which the model never saw, is there, too. */
  @Test
  void gapsAreFilledAndAllElseIsAsItWas() throws Exception {
    ElboProcess.Result result = impute("people.csv", "-o", path("filled.csv"));
    assertThat(result.succeeded().err())
        .contains("wrote    " + path("filled.csv") + ": 1,200 rows × 7 columns\n")
        .contains("imputed  133 of 1,200 rows had gaps\n");
    List<String> filled = read("filled.csv");
    List<String> original = read("people.csv");
    assertThat(filled).hasSize(ROWS + 1);
    double young = 0;
    double old = 0;
    for (int i = 0; i < filled.size(); i++) {
      if (!original.get(i).contains("?")) {
        assertThat(filled.get(i)).isEqualTo(original.get(i));
      } else {
        String[] cells = filled.get(i).split(",", -1);
        assertThat(original.get(i)).isEqualTo(filled.get(i).replace("," + cells[2] + ",", ",?,"));
        if (cells[4].equals("yes")) {
          old += Double.parseDouble(cells[2]) / 60;
        } else {
          young += Double.parseDouble(cells[2]) / 60;
        }
      }
    }
    assertThat(old).isGreaterThan(1.3 * young);
    impute("people.csv", "-o", path("again.csv")).succeeded();
    assertThat(read("again.csv")).isEqualTo(filled);
  }

  @Test
  void severalCompletionsStandOneBelowTheOther() throws Exception {
    Files.writeString(
        folder.resolve("two.csv"), "age,income,visits,member,city\n,?,,,\n40,30000,3,yes,Oslo\n");
    ElboProcess.Result result = impute("two.csv", "--multiple", "3", "--seed", "5");
    List<String> lines = result.succeeded().out().lines().toList();
    assertThat(lines).hasSize(7);
    assertThat(lines.get(0)).isEqualTo("imputation,age,income,visits,member,city");
    for (int m = 0; m < 3; m++) {
      assertThat(lines.get(2 * m + 1))
          .matches((m + 1) + ",-?\\d+,\\d+,\\d+,(yes|no),(Oslo|Bern|Rome)");
      assertThat(lines.get(2 * m + 2)).isEqualTo((m + 1) + ",40,30000,3,yes,Oslo");
    }
    assertThat(lines.subList(1, 7)).doesNotHaveDuplicates();
    assertThat(impute("two.csv", "--multiple", "3", "--seed", "5").out()).isEqualTo(result.out());
    assertThat(impute("two.csv", "--multiple", "3", "--seed", "6").out())
        .isNotEqualTo(result.out());
  }

  @Test
  void whatCannotBeImputed() throws Exception {
    ElboProcess.Result seed = impute("people.csv", "--seed", "3");
    assertThat(seed.code()).isEqualTo(2);
    assertThat(seed.err())
        .contains(
            "--seed goes with --multiple: without it nothing is drawn that a seed could change\n");
    ElboProcess.Result ending = impute("people.csv", "-o", path("filled.npy"));
    assertThat(ending.code()).isEqualTo(2);
    assertThat(ending.err()).contains("the name must end in .csv or .csv.gz or .parquet\n");
    Files.writeString(
        folder.resolve("numbered.csv"), "imputation,age,income,visits,member,city\n1,,,,,\n");
    ElboProcess.Result name = impute("numbered.csv", "--multiple", "2", "-o", path("numbers.csv"));
    assertThat(name.code()).isEqualTo(1);
    assertThat(name.err())
        .contains(
            "numbered.csv has a column imputation, which is to number the completions; rename it\n");
    assertThat(folder.resolve("numbers.csv")).doesNotExist();
  }

  private static ElboProcess.Result sample(String... words) {
    List<String> all = new ArrayList<>(List.of("sample", path("runs/people-1")));
    all.addAll(List.of(words));
    return ElboProcess.inThisProcess(all.toArray(String[]::new));
  }

  private static double meanAge(String... words) {
    List<String> lines = sample(words).succeeded().out().lines().skip(1).toList();
    return lines.stream()
        .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[0]))
        .average()
        .orElseThrow();
  }

  @Test
  void rowsAreDrawnGivenSomeCells() {
    List<String> lines =
        sample("-n", "300", "--given", "city=Rome", "--given", "member=yes")
            .succeeded()
            .out()
            .lines()
            .toList();
    assertThat(lines).hasSize(301);
    assertThat(lines.subList(1, 301)).allMatch(line -> line.endsWith(",yes,Rome"));
    double rome = meanAge("-n", "300", "--given", "city=Rome");
    double bern = meanAge("-n", "300", "--given", "city=Bern");
    assertThat(rome).isGreaterThan(bern + 3);
    assertThat(sample("-n", "5", "--given", "income=30000").succeeded().out().lines().skip(1))
        .allMatch(line -> line.contains(",30000,"));
  }

  @Test
  void whatCannotBeGiven() {
    ElboProcess.Result column = sample("--given", "town=Rome");
    assertThat(column.code()).isEqualTo(2);
    assertThat(column.err())
        .contains(
            "--given town=Rome: the model has no column town; its columns are age, income, visits, member, city\n");
    ElboProcess.Result level = sample("--given", "city=Paris");
    assertThat(level.code()).isEqualTo(2);
    assertThat(level.err()).contains("--given city=Paris: the model knows the levels ");
    for (String[] wrong :
        new String[][] {
          {"age=1000", ": in training the column was numeric: "},
          {"age=30.5", ": in training the column was numeric: "},
          {"income=?", " stands for a missing cell; leave it out\n"},
        }) {
      ElboProcess.Result value = sample("--given", wrong[0]);
      assertThat(value.code()).isEqualTo(2);
      assertThat(value.err()).contains("--given " + wrong[0] + wrong[1]);
    }
    ElboProcess.Result form = sample("--given", "city");
    assertThat(form.err()).contains("--given city: give COLUMN=VALUE\n");
    ElboProcess.Result twice = sample("--given", "city=Rome", "--given", "city=Oslo");
    assertThat(twice.err())
        .contains("--given gives column city two values, Rome and Oslo; leave one out\n");
    ElboProcess.Result number = sample("--given", "age=old");
    assertThat(number.code()).isEqualTo(1);
    assertThat(number.err())
        .isEqualTo(
            "elbo: --given, row 1, column age: \"old\" is no finite number; correct the cell or leave it empty\n");
  }
}
