package dev.elbo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.AutoEncoder;
import dev.elbo.data.NpyFile;
import dev.elbo.persist.ModelFormatException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Training on a user's own file, and runs that fail or are ended. */
class OwnDataTest {
  @TempDir private Path folder;
  private ElboProcess elbo;

  @BeforeEach
  void rows() throws IOException {
    elbo = new ElboProcess(folder);
    Random random = new Random(7);
    float[][] rows = new float[200][5];
    for (float[] row : rows) {
      for (int j = 0; j < row.length; j++) {
        row[j] = (float) random.nextGaussian();
      }
    }
    write("rows.npy", rows);
  }

  private void write(String name, float[][] rows) throws IOException {
    try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
      NpyFile.write(out, rows);
    }
  }

  @Test
  void realNumbersGetAGaussianDecoder() throws Exception {
    ElboProcess.Result result =
        elbo.run(
            "train",
            "rows.npy",
            "--epochs",
            "3",
            "--hidden",
            "8,6",
            "--latent",
            "2",
            "--variance",
            "shared",
            "--json");
    JsonNode json = result.succeeded().json();
    assertThat(json.get("rows").asInt()).isEqualTo(20);
    assertThat(json.get("folder").asString()).isEqualTo("runs/rows-1");
    assertThat(result.err())
        .contains("data     rows.npy   200 rows × 5 columns in −")
        .contains("model    Gaussian decoder, 5–8–6–2–6–8–5, ")
        .contains("a log-density: it depends on the data's unit");

    ElboProcess.Result withoutData = elbo.run("evaluate", "runs/rows-1");
    assertThat(withoutData.code()).isEqualTo(2);
    assertThat(withoutData.err())
        .startsWith(
            "elbo: DATA is missing: the model was trained on rows.npy, which is none of the sets"
                + " digits, mnist, fashion-mnist; put the file to read after MODEL\n");
    assertThat(elbo.run("evaluate", "runs/rows-1", "rows.npy").succeeded().out())
        .contains("data     rows.npy   200 rows × 5 columns");

    elbo.run("sample", "runs/rows-1", "-o", "strips.png").succeeded();
    assertThat(ImageIO.read(folder.resolve("strips.png").toFile()).getHeight()).isGreaterThan(100);

    ElboProcess.Result otherColumns = elbo.run("evaluate", "runs/rows-1", "digits");
    assertThat(otherColumns.code()).isEqualTo(1);
    assertThat(otherColumns.err()).contains("64 columns").hasLineCount(1);
  }

  @Test
  void whatIsSuggestedNextWorks() throws Exception {
    Files.copy(folder.resolve("rows.npy"), folder.resolve("my rows.npy"));
    String out =
        elbo.run("train", "my rows.npy", "--epochs", "1", "--hidden", "8").succeeded().out();
    assertThat(out)
        .endsWith(
            "next     ./elbo plot traversal runs/my-rows-1 'my rows.npy'"
                + "      ./elbo sample runs/my-rows-1 -n 16\n");
    elbo.run("plot", "traversal", "runs/my-rows-1", "my rows.npy").succeeded();
    assertThat(Files.readString(folder.resolve("runs/my-rows-1/report.html")))
        .contains("./elbo train &#39;my rows.npy&#39; --epochs 1");
  }

  @Test
  void valuesOutsideTheUnitIntervalAreNamedBeforeAnythingIsWritten() throws Exception {
    write("off.npy", new float[][] {{0, 1, 0.5f}, {1, 0, 7}, {0, 0, 0}});
    ElboProcess.Result result = elbo.run("train", "off.npy", "--decoder", "bernoulli");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo(
            "elbo: off.npy: the value at row 2, column 3 (counted from 1) is 7.0, outside [0, 1] (all"
                + " values: 0.0 to 7.0); scale the data into [0, 1] or use a Gaussian decoder\n");
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  @Test
  void valuesBetweenZeroAndOneGetANotice() throws Exception {
    write("grey.npy", new float[20][4]);
    float[][] grey = new float[20][4];
    grey[3][1] = 0.5f;
    write("grey.npy", grey);
    assertThat(elbo.run("train", "grey.npy", "--epochs", "1", "--hidden", "4").succeeded().err())
        .contains("elbo: grey.npy has values strictly between 0 and 1: under a Bernoulli decoder");
  }

  @Test
  void aRunThatDivergesSaysWhereAndWhatIsLeft() throws Exception {
    ElboProcess.Result result =
        elbo.run(
            "train", "rows.npy", "--optimizer", "sgd", "--learning-rate", "1e30", "--epochs", "3");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).containsPattern("elbo: training stopped at epoch \\d+, step \\d+: ");
    assertThat(result.err()).contains("elbo: no model was saved yet\n").doesNotContain("\tat ");
  }

  @Test
  void aKilledRunLeavesALoadableModelOrNone() throws Exception {
    Path model = folder.resolve("run/model.safetensors");
    Process process =
        elbo.builder("train", "--epochs", "100000", "--patience", "0", "--out", "run")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!Files.exists(model) && System.nanoTime() < end) {
      Thread.sleep(5);
    }
    for (int i = 0; i < 20; i++) {
      requireLoadable(model);
      Thread.sleep(5);
    }
    process.destroyForcibly().waitFor();
    requireLoadable(model);
    assertThat(elbo.run("inspect", "run").succeeded().out()).contains("network  64–256–8–256–64");
  }

  private static void requireLoadable(Path model) throws IOException {
    try {
      assertThat(AutoEncoder.load(model).parameters().size()).isEqualTo(39_504);
    } catch (ModelFormatException e) {
      throw new AssertionError("a run left half a model", e);
    }
  }
}
