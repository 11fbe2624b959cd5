package dev.elbo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.elbo.eval.RowScores;
import dev.elbo.preprocessing.ColumnCells;
import dev.elbo.preprocessing.RowBlock;
import dev.elbo.schema.Category;
import dev.elbo.schema.Column;
import dev.elbo.schema.Count;
import dev.elbo.schema.Numeric;
import dev.elbo.schema.Schema;
import dev.elbo.train.TrainOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A model that was trained on a table, in ONNX Runtime. */
@DisabledOnOs(
    value = OS.MAC,
    architectures = "x86_64",
    disabledReason = "ONNX Runtime has no native library for Intel Macs")
class TableExportTest {
  private static final int ROWS = 200;

  @TempDir private Path folder;

  private static MemoryTable cells() {
    Random random = new Random(5);
    double[] income = new double[ROWS];
    double[] visits = new double[ROWS];
    @Nullable String[] city = new @Nullable String[ROWS];
    for (int i = 0; i < ROWS; i++) {
      double u = random.nextGaussian();
      income[i] = i % 9 == 2 ? Double.NaN : 1000 * Math.exp(1.5 * u);
      visits[i] = Math.rint(Math.exp(1 + 0.5 * u));
      city[i] = i % 10 == 3 ? null : u > 0 ? "a" : "b";
    }
    Schema schema =
        new Schema(
            List.of(
                Column.of("income", new Numeric(1, 1e6, 0)),
                Column.of("visits", new Count(0, 40)),
                Column.of("city", new Category(List.of("a", "b"), 0))));
    List<ColumnCells> columns =
        List.of(
            new ColumnCells.Numbers(income),
            new ColumnCells.Numbers(visits),
            new ColumnCells.Texts(city));
    return new MemoryTable(schema, new RowBlock(0, ROWS, columns));
  }

  private static TableModel train(MemoryTable cells) throws IOException {
    return TableModel.of(
        Training.on(EncodedTable.of(cells, OptionalDouble.empty(), 1))
            .hidden(8)
            .latent(2)
            .options(TrainOptions.builder().epochs(5).threads(1).build())
            .run());
  }

  private static double[][] column(double[] cells) {
    double[][] rows = new double[cells.length][1];
    for (int i = 0; i < cells.length; i++) {
      rows[i][0] = cells[i];
    }
    return rows;
  }

  private static String[][] column(@Nullable String[] cells) {
    String[][] rows = new String[cells.length][1];
    for (int i = 0; i < cells.length; i++) {
      String cell = cells[i];
      rows[i][0] = cell == null ? "" : cell;
    }
    return rows;
  }

  @Test
  void scoresAndContributionsAreThoseOfTheTableModel() throws IOException, OrtException {
    MemoryTable cells = cells();
    TableModel model = train(cells);
    List<Path> files = model.autoEncoder().exportOnnx(folder, TableModel.SCORE_SAMPLES);
    RowScores expected = model.score(cells.all());
    List<ColumnCells> columns = cells.all().columns();
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession scorer = environment.createSession(files.get(2).toString());
        OnnxTensor income = tensor(environment, columns.get(0));
        OnnxTensor visits = tensor(environment, columns.get(1));
        OnnxTensor city = tensor(environment, columns.get(2));
        OrtSession.Result result =
            scorer.run(Map.of("income", income, "visits", visits, "city", city))) {
      double[] scores = (double[]) result.get("log_likelihood").orElseThrow().getValue();
      double[][] contributions = (double[][]) result.get("contributions").orElseThrow().getValue();
      for (int i = 0; i < ROWS; i++) {
        requireClose(scores[i], expected.logLikelihood().get(i));
        for (int d = 0; d < contributions[i].length; d++) {
          requireClose(contributions[i][d], expected.contributions().get(i).get(d));
        }
      }
    }
  }

  private static OnnxTensor tensor(OrtEnvironment environment, ColumnCells cells)
      throws OrtException {
    return cells instanceof ColumnCells.Numbers numbers
        ? OnnxTensor.createTensor(environment, column(numbers.values()))
        : OnnxTensor.createTensor(environment, column(((ColumnCells.Texts) cells).values()));
  }

  private static void requireClose(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(1e-4 * Math.max(0.1, Math.abs(expected))));
  }

  @Test
  void nothingIsWrittenWhereTheExportIsRefused() throws IOException {
    TableModel model = train(cells());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.autoEncoder().exportOnnx(folder.resolve("new"), 0))
        .withMessage("samples must be 1 or more, not 0");
    assertThat(Files.exists(folder.resolve("new"))).isFalse();
  }
}
