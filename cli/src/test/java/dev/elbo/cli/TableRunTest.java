package dev.elbo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.table.Table;
import dev.elbo.table.TableSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** One short run on a table, and its rows' scores. */
class TableRunTest {
  private static final int ROWS = 1200;

  @TempDir private static Path folder;
  private static ElboProcess elbo;
  private static ElboProcess.Result trained;

  @BeforeAll
  static void train() throws Exception {
    elbo = new ElboProcess(folder);
    People.write(folder.resolve("people.csv"), People.lines(ROWS));
    trained =
        elbo.run("train", "people.csv", "--epochs", "15", "--hidden", "16", "--latent", "2")
            .succeeded();
  }

  private static ElboProcess.Result trainShortly(String... more) throws Exception {
    List<String> words = new ArrayList<>(List.of("train"));
    words.addAll(List.of(more));
    words.addAll(List.of("--hidden", "16", "--latent", "2", "--epochs", "2"));
    return elbo.run(words.toArray(String[]::new));
  }

  private static ElboProcess.Result score(String data, String... more) throws Exception {
    List<String> words = new ArrayList<>(List.of("score", "runs/people-1", data));
    words.addAll(List.of(more));
    return elbo.run(words.toArray(String[]::new));
  }

  private static List<String> scores(String data, String file) throws Exception {
    score(data, "-o", file).succeeded();
    return Files.readAllLines(folder.resolve(file));
  }

  private static String write(String name, List<String> lines) throws IOException {
    People.write(folder.resolve(name), lines);
    return name;
  }

  @Test
  void trainingSaysWhatItMadeOfTheColumns() {
    assertThat(trained.out())
        .contains("data     people.csv   1,200 rows × 7 columns\n")
        .contains("id      left out, identifier: all 1,200 values are different\n")
        .contains("income  numeric: ")
        .contains("11.1 % missing\n")
        .contains("member  binary: \"no\" or \"yes\"\n")
        .contains("city    category: 3 levels\n")
        .contains("note    left out, constant: every cell is \"same\"\n")
        .contains(
            "model    mixed: 1 bernoulli, 1 categorical, 2 gaussian, 1 negative binomial, 5–16–2–16–5, ")
        .contains(" of standardised columns\n")
        .contains(
            "nats per row in the table's own units   (120 rows kept for calibration: p-values from 0.0083)\n")
        .contains(
            "wrote    runs/people-1: model.safetensors  training.csv  report.html  3 pictures\n")
        .contains("next     ./elbo score runs/people-1 people.csv -o scores.csv");
  }

  @Test
  void itsReportShowsColumnsScoresAndLatents() throws IOException {
    String report = Files.readString(folder.resolve("runs/people-1/report.html"));
    assertThat(report)
        .contains("<h2>Strangeness</h2>", "<h2>Latent means</h2>", "<h2>Columns, drawn anew</h2>")
        .contains("<strong>age</strong> total variation 0.", "<strong>city</strong> total")
        .contains("They are of standardised columns; scores are in the table's own units.");
    assertThat(folder.resolve("runs/people-1/latents.png")).isNotEmptyFile();
  }

  /** Of a table the card has the columns and what scores mean; the table itself is not needed. */
  @Test
  void inspectIsAModelCard() throws Exception {
    assertThat(elbo.run("inspect", "runs/people-1").succeeded().out())
        .contains("columns  id      left out, identifier: all 1,200 values are different\n")
        .contains("         note    left out, constant: every cell is \"same\"\n")
        .contains("training 972 rows, 108 held out; epoch ")
        .containsPattern("rows     sha256 [0-9a-f]{64}\n")
        .contains("100 draws a row; 120 rows kept for calibration: p-values from 0.0083\n")
        .contains("To judge a row use the p-value of elbo score: ");
    assertThat(elbo.run("inspect", "runs/people-1", "--format", "markdown").succeeded().out())
        .contains("| id | left out, identifier | all 1,200 values are different |  |\n| age | ")
        .containsPattern("\\| city \\| category \\| 3 levels \\| −\\d\\.\\d\\d \\|\n");
    JsonNode json = elbo.run("inspect", "runs/people-1", "--format", "json").succeeded().json();
    assertThat(json.get("tableColumns")).hasSize(7);
    assertThat(json.get("calibration").get("rows").asInt()).isEqualTo(120);
    assertThat(json.get("calibration").get("usual")).hasSize(5);
  }

  @Test
  void rowsArePartedIntoThree() {
    assertThat(trained.err()).contains("train    972 rows, 108 held out, ");
  }

  @Test
  void scoresAreAFileWithARowForEach() throws Exception {
    List<String> lines = scores("people.csv", "scores.csv");
    assertThat(lines).hasSize(ROWS + 1);
    assertThat(lines.get(0))
        .isEqualTo(
            "row,log_likelihood,bound,reconstruction,strangeness,p_value,flagged,log_p_age,log_p_income,log_p_visits,log_p_member,log_p_city");
    assertThat(lines.get(1)).matches("1,-\\d+\\.\\d+,-\\d.*");
    // Row 5 has no income.
    assertThat(lines.get(5).split(",", -1)[8]).isEqualTo("0.0");
  }

  /** The same row, alone, in another order and beside strangers, has the same score. */
  @Test
  void aRowHasOneScore() throws Exception {
    List<String> rows = People.lines(ROWS);
    List<String> expected = scores("people.csv", "all.csv");
    List<String> alone = scores(write("alone.csv", rows.subList(7, 8)), "alone-scores.csv");
    assertThat(alone.get(1).replaceFirst("1,", "8,")).isEqualTo(expected.get(8));
    Collections.reverse(rows);
    List<String> reversed = scores(write("reversed.csv", rows), "reversed-scores.csv");
    for (int i = 1; i <= ROWS; i += 97) {
      assertThat(reversed.get(ROWS + 1 - i).replaceFirst("\\d+,", ""))
          .isEqualTo(expected.get(i).replaceFirst("\\d+,", ""));
    }
  }

  @Test
  void strangeRowsAreFoundAndExplained() throws Exception {
    List<String> rows = new ArrayList<>(People.lines(50));
    rows.set(20, "x,39,900000,3,no,Rome,same");
    ElboProcess.Result result =
        score(write("strange.csv", rows), "--explain", "2", "--false-alarm-rate", "0.01");
    assertThat(result.succeeded().out())
        .startsWith("row 21   strangeness ")
        .contains("p 0.0083\n")
        .containsPattern("    income +900000, expected \\d+ +short by \\d");
    assertThat(result.err())
        .contains("scored   50 rows   log p(x) −")
        .containsPattern(
            "took {5}\\d+ s, [\\d,]+ rows a second: reading \\d+ %, computing \\d+ %, writing 0 %\n")
        .contains(" flagged, p-value");
  }

  /** One cell that the model does not know makes a row strange; a whole column is a mistake. */
  @Test
  void unknownValuesAreStrange() throws Exception {
    List<String> rows = People.lines(50);
    for (int i = 0; i < rows.size(); i++) {
      rows.set(i, rows.get(i).replaceFirst(",(yes|no),", i == 7 ? ",perhaps," : ",$1,"));
    }
    ElboProcess.Result one = score(write("perhaps.csv", rows), "--explain", "50");
    assertThat(one.succeeded().out()).containsPattern("    member +perhaps, expected (yes|no) ");
    assertThat(one.err())
        .contains("elbo: levels that the model does not know by name: member in 1 row\n");

    rows.replaceAll(row -> row.replaceFirst(",(yes|no|perhaps),", ",$1.,"));
    String file = write("points.csv", rows);
    ElboProcess.Result all = score(file, "-o", "points-scores.csv");
    assertThat(all.code()).isEqualTo(1);
    assertThat(all.err())
        .containsPattern(
            "points.csv, column member: the model knows none of its 50 cells; row 1 has \"(yes|no)\\.\", in training there were \"no\" and \"yes\"; write the cells as they were written there, or leave them empty where they are not known");
    assertThat(folder.resolve("points-scores.csv")).doesNotExist();
  }

  @Test
  void evaluationNamesColumnsAndRanksAnomalies() throws Exception {
    List<String> lines = new ArrayList<>();
    List<String> rows = People.lines(60);
    for (int i = 0; i < rows.size(); i++) {
      lines.add(i % 6 == 5 ? "0,x,39,900000,3,no,Rome,same" : "1," + rows.get(i));
    }
    Files.writeString(
        folder.resolve("labelled.csv"),
        "kind," + People.HEADER + "\n" + String.join("\n", lines) + "\n");
    ElboProcess.Result result =
        elbo.run("evaluate", "runs/people-1", "labelled.csv", "--label", "kind=0");
    assertThat(result.succeeded().out())
        .contains("log p(x) −")
        .contains(
            "label    ROC AUC 1.0000   average precision 1.0000   of strangeness; 10 of 60 rows are anomalies")
        .containsPattern("columns  age +log p −\\d+\\.\\d\\d   \\d+\\.\\d % in its 50 % interval");
    JsonNode json = elbo.run("evaluate", "runs/people-1", "people.csv", "--json").json();
    assertThat(json.get("rows").asInt()).isEqualTo(ROWS);
    assertThat(json.get("columns").size()).isEqualTo(5);

    ElboProcess.Result unknown =
        ElboProcess.inThisProcess("evaluate", run(), data("labelled.csv"), "--label", "sort");
    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.err())
        .contains("there is no column sort for --label; its columns are kind, id, age");
    ElboProcess.Result value =
        ElboProcess.inThisProcess("evaluate", run(), data("labelled.csv"), "--label", "city");
    assertThat(value.err())
        .contains(
            "column city has the values Bern, Oslo, Rome; say which is the anomalies' with --label city=VALUE");
    ElboProcess.Result samples =
        ElboProcess.inThisProcess("evaluate", run(), data("labelled.csv"), "--samples", "5");
    assertThat(samples.code()).isEqualTo(2);
    assertThat(samples.err())
        .contains(
            "--samples is not for models of tables: their scores are by 100 draws that are always the same");
  }

  @Test
  void newRowsAreCellsUnderTheTablesNames() {
    ElboProcess.Result result = ElboProcess.inThisProcess("sample", run(), "-n", "20");
    List<String> lines = result.succeeded().out().lines().toList();
    assertThat(lines).hasSize(21);
    assertThat(lines.get(0)).isEqualTo("age,income,visits,member,city");
    assertThat(lines.subList(1, 21))
        .allMatch(line -> line.matches("-?\\d+,\\d+,\\d+,(yes|no),(Rome|Oslo|Bern|\\(other\\))"));
    assertThat(ElboProcess.inThisProcess("sample", run(), "-n", "20").out())
        .isEqualTo(result.out());
    ElboProcess.Result mean = ElboProcess.inThisProcess("sample", run(), "--kind", "mean");
    assertThat(mean.code()).isEqualTo(2);
    assertThat(mean.err())
        .contains(
            "--kind mean is not for models of tables: the mean of a level is no cell; leave it out\n");
  }

  @Test
  void codesAndReconstructionsOfRows() throws Exception {
    ElboProcess.Result codes = ElboProcess.inThisProcess("encode", run(), data("people.csv"));
    List<String> lines = codes.succeeded().out().lines().toList();
    assertThat(lines).hasSize(ROWS + 1);
    assertThat(lines.get(0)).isEqualTo("mean_1,mean_2");
    String[] encode = {"encode", run(), data("people.csv"), "--deviations", "-o"};
    for (String file : List.of("codes.parquet", "codes.npy")) {
      String[] words = Arrays.copyOf(encode, encode.length + 1);
      words[encode.length] = data(file);
      assertThat(ElboProcess.inThisProcess(words).succeeded().err())
          .contains("codes", ": 1,200 rows × 4 columns");
    }
    try (Table table = Table.open(TableSource.file(folder.resolve("codes.parquet")))) {
      assertThat(table.columnNames())
          .containsExactly("mean_1", "mean_2", "deviation_1", "deviation_2");
      assertThat(table.rows()).isEqualTo(ROWS);
    }
    ElboProcess.Result cells =
        ElboProcess.inThisProcess("reconstruct", run(), data("people.csv"), "-n", "30");
    List<String> rows = cells.succeeded().out().lines().toList();
    assertThat(rows).hasSize(31);
    assertThat(rows.get(0)).isEqualTo("age,income,visits,member,city");
    // Row 5 has no income; the model has an idea.
    assertThat(rows.get(5)).matches("\\d+,\\d+,\\d+,(yes|no),(Rome|Oslo|Bern)");
    ElboProcess.Result picture =
        ElboProcess.inThisProcess("reconstruct", run(), data("people.csv"), "-o", "rows.png");
    assertThat(picture.code()).isEqualTo(2);
    assertThat(picture.err())
        .contains("-o rows.png: the name must end in .csv or .csv.gz or .parquet\n");
  }

  @Test
  void graphsGoToAFolderAndOverNothing() {
    String graphs = data("graphs");
    ElboProcess.inThisProcess("export", run(), "--format", "onnx", "-o", graphs).succeeded();
    assertThat(folder.resolve("graphs"))
        .isDirectoryContaining("glob:**/encoder.onnx")
        .isDirectoryContaining("glob:**/decoder.onnx")
        .isDirectoryContaining("glob:**/scorer.onnx");
    ElboProcess.Result again =
        ElboProcess.inThisProcess("export", run(), "--format", "onnx", "-o", graphs);
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err())
        .isEqualTo(
            "elbo: -o %s: this folder holds a file encoder.onnx; choose another, or overwrite it with --force\n"
                .formatted(graphs));
  }

  private static String run() {
    return folder.resolve("runs/people-1").toString();
  }

  private static String data(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void anotherRateMayBeTooLow() throws Exception {
    ElboProcess.Result result =
        score("people.csv", "--false-alarm-rate", "0.001", "--explain", "0");
    assertThat(result.succeeded().out()).isEmpty();
    assertThat(result.err())
        .contains(
            "elbo: no row can be flagged at a false-alarm rate of 0.001: the model was calibrated with 120 rows, so p-values begin at 0.0083; raise --false-alarm-rate, or train on more rows\n");
  }

  @Test
  void parquetIsReadAndWritten() throws Exception {
    score("people.csv", "-o", "scores.parquet").succeeded();
    ElboProcess.Result read =
        elbo.run(
            "score",
            "runs/people-1",
            "--query",
            "select * from read_csv('people.csv', all_varchar = true) limit 10",
            "-o",
            "ten.csv");
    read.succeeded();
    assertThat(Files.readAllLines(folder.resolve("ten.csv")))
        .isEqualTo(scores("people.csv", "again.csv").subList(0, 11));
  }

  @Test
  void wrongTablesAreRefusedAndNothingIsLeft() throws Exception {
    Files.writeString(
        folder.resolve("renamed.csv"), "age,wage,visits,member,city\n1,2,3,yes,Rome\n");
    ElboProcess.Result renamed = score("renamed.csv", "-o", "none.csv");
    assertThat(renamed.code()).isEqualTo(1);
    assertThat(renamed.err())
        .isEqualTo(
            "elbo: renamed.csv: the model needs column income, which the table lacks; if it has another name now, give it the old one; unknown to the model are wage\n");
    assertThat(folder.resolve("none.csv")).doesNotExist();

    Files.writeString(
        folder.resolve("words.csv"),
        "age,income,visits,member,city\n1,2,3,yes,Rome\n1,rich,3,yes,Rome\n");
    ElboProcess.Result words = score("words.csv");
    assertThat(words.code()).isEqualTo(1);
    assertThat(words.err())
        .isEqualTo(
            "elbo: words.csv, row 2, column income: \"rich\" is no finite number; correct the cell or leave it empty\n");
  }

  @Test
  void numbersMayShareTheirVariance() throws Exception {
    ElboProcess.Result shared =
        trainShortly(folder.resolve("people.csv").toString(), "--variance", "shared");
    assertThat(shared.succeeded().out())
        .contains("1 categorical, 2 gaussian of shared variance, 1 negative binomial")
        .contains("wrote    runs/people-2: ");
    assertThat(
            elbo.run("score", "runs/people-2", "people.csv", "-o", "shared.csv").succeeded().err())
        .contains("wrote    shared.csv: 1,200 rows\n");
  }

  @Test
  void peopleSayWhatAColumnIs() throws Exception {
    Files.writeString(folder.resolve("age.csv"), "column,kind,missing\nage,count,-1\n");
    ElboProcess.Result run =
        trainShortly(
            "people.csv", "--schema", "age.csv", "--kind", "age=category", "--out", "kinds");
    assertThat(run.succeeded().out()).contains(" age     category: ").contains("2 categorical");
    for (String[] wrong :
        new String[][] {
          {
            "age=colour",
            "--kind age=colour: kinds are numeric, positive, heavy-tailed, fraction, count, binary,"
          },
          {"age", "--kind age: give COLUMN=KIND"},
          {"size=count", "people.csv: there is no column size, whose kind is given"},
        }) {
      assertThat(elbo.run("train", "people.csv", "--kind", wrong[0]).err()).contains(wrong[1]);
    }
    assertThat(elbo.run("train", "digits", "--kind", "x=count").err())
        .contains("--kind is for tables, and digits is none");
  }

  @Test
  void theCommandThatIsSuggestedReadsTheTableAlike() throws Exception {
    Files.writeString(
        folder.resolve("export.csv"),
        "# an export\n"
            + Files.readString(folder.resolve("people.csv")).replace(",age,", ",2020,"));
    ElboProcess.Result run = trainShortly("export.csv", "--skip-lines", "1", "--header", "--json");
    assertThat(run.succeeded().err())
        .contains("columns  id")
        .contains(" 2020 ")
        .contains(
            "next     ./elbo score runs/export-1 export.csv --header --skip-lines 1 -o scores.csv");
    assertThat(run.json().get("units").asString()).isEqualTo("standardised columns");
  }

  @Test
  void optionsThatDoNotGoWithTables() throws Exception {
    ElboProcess.Result decoder = elbo.run("train", "people.csv", "--decoder", "gaussian");
    assertThat(decoder.code()).isEqualTo(2);
    assertThat(decoder.err())
        .contains(
            "--decoder goes with images and arrays; of a table each column has a family by its kind, which --kind or --schema may name\n");
    ElboProcess.Result variance =
        elbo.run(
            "train", "--query", "select city, member from 'people.csv'", "--variance", "shared");
    assertThat(variance.code()).isEqualTo(2);
    assertThat(variance.err())
        .contains(
            "--variance is that of numeric, positive and date-time columns, and the table has none of these\n");
    ElboProcess.Result split = elbo.run("train", "people.csv", "--binarize", "dynamic");
    assertThat(split.code()).isEqualTo(2);
    assertThat(split.err())
        .contains("--binarize goes with images and named sets, not with a table\n");
    ElboProcess.Result both = elbo.run("train", "people.csv", "--query", "select 1");
    assertThat(both.code()).isEqualTo(2);
    assertThat(both.err())
        .contains("--query stands in place of DATA, and people.csv is given, too; leave one out\n");
    ElboProcess.Result rate = score("people.csv", "--false-alarm-rate", "1");
    assertThat(rate.code()).isEqualTo(2);
    assertThat(rate.err()).contains("--false-alarm-rate 1.0: give a share between 0 and 1\n");
  }

  /** The checkpoint knows the query; the rows are read again. */
  @Test
  void aKilledRunOnATableGoesOnToTheSameBytes() throws Exception {
    String query = "select * from 'people.csv' where age > 20";
    elbo.run(begin(query, "whole")).succeeded();
    Process process = elbo.builder(begin(query, "cut")).redirectErrorStream(true).start();
    Path checkpoint = folder.resolve("cut/checkpoint.safetensors");
    while (process.isAlive() && !Files.exists(checkpoint)) {
      process.waitFor(5, TimeUnit.MILLISECONDS);
    }
    process.destroyForcibly().waitFor();
    assertThat(checkpoint).exists();
    assertThat(elbo.run("train", "--resume", "cut", "--variance", "per-row").err())
        .contains("--variance per-row");
    assertThat(elbo.run("train", "--resume", "cut", "--variance", "shared").succeeded().out())
        .contains("resumed  cut   ");
    assertThat(folder.resolve("cut/model.safetensors"))
        .hasSameBinaryContentAs(folder.resolve("whole/model.safetensors"));
  }

  private static String[] begin(String query, String out) {
    return new String[] {
      "train",
      "--query",
      query,
      "--epochs",
      "200",
      "--hidden",
      "8",
      "--latent",
      "1",
      "--variance",
      "shared",
      "--out",
      out
    };
  }
}
