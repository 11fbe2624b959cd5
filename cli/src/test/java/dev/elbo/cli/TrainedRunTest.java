package dev.elbo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.AutoEncoder;
import dev.elbo.data.DataCache;
import dev.elbo.data.Dataset;
import dev.elbo.data.NamedSet;
import dev.elbo.data.NpyFile;
import dev.elbo.data.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** One short run on the digits, and what a user does with it. */
class TrainedRunTest {
  @TempDir private static Path folder;
  private static ElboProcess elbo;
  private static ElboProcess.Result trained;

  @BeforeAll
  static void train() throws Exception {
    elbo = new ElboProcess(folder);
    trained = elbo.run("train", "--epochs", "12", "--json").succeeded();
  }

  @Test
  void trainingWithJsonPrintsOneObjectAndTheRestOnStandardError() {
    JsonNode json = trained.json();
    assertThat(json.get("rows").asInt()).isEqualTo(144);
    assertThat(json.get("elbo").asDouble())
        .isBetween(-30.0, -15.0)
        .isCloseTo(json.get("reconstruction").asDouble() - json.get("kl").asDouble(), within(1e-9));
    assertThat(json.get("activeUnits").asInt()).isBetween(1, 8);
    assertThat(trained.err())
        .contains("digits   1,438 rows × 64 columns in 0…1   bundled: UCI optdigits, CC BY 4.0\n")
        .contains("model    Bernoulli decoder, dynamic binarisation, 64–256–8–256–64, 39,504")
        .contains("train    epoch 12/12   bound −")
        .contains("held-out bound −")
        .contains("(144 rows)")
        .contains(
            "wrote    runs/digits-1: model.safetensors  training.csv  report.html  4 pictures")
        .contains("next     ./elbo plot manifold runs/digits-1");
  }

  @Test
  void aRunLeavesItsFolder() throws IOException {
    Path run = folder.resolve("runs/digits-1");
    assertThat(run).isDirectoryContaining("glob:**/model.safetensors");
    assertThat(Files.readAllLines(run.resolve("training.csv"))).hasSize(13);
    assertThat(Files.readString(run.resolve("report.html"))).contains("./elbo train --epochs 12");
    try (var files = Files.list(run)) {
      assertThat(files.filter(file -> file.toString().endsWith(".png"))).hasSize(4);
    }
  }

  @Test
  void evaluateTakesTheTestPartOfTheSetTrainedOn() throws Exception {
    JsonNode json = elbo.run("evaluate", "runs/digits-1", "--json").succeeded().json();
    assertThat(json.get("data").asString()).isEqualTo("digits/test");
    assertThat(json.get("rows").asInt()).isEqualTo(359);
    assertThat(json.get("samples").asInt()).isEqualTo(100);
    assertThat(json.get("logLikelihood").asDouble()).isGreaterThan(json.get("elbo").asDouble());
    assertThat(json.get("logLikelihoodStandardError").asDouble()).isBetween(0.0, 0.1);
    assertThat(json.get("bitsPerDimension").asDouble())
        .isCloseTo(-json.get("logLikelihood").asDouble() / 64 / Math.log(2), within(1e-9));
  }

  @Test
  void whatIsNoNumberIsNull() throws Exception {
    JsonNode json =
        elbo.run(
                "evaluate", "runs/digits-1/model.safetensors", "digits", "--samples", "1", "--json")
            .succeeded()
            .json();
    assertThat(json.get("logLikelihoodStandardError").isNull()).isTrue();
  }

  @Test
  void evaluateInWords() throws Exception {
    assertThat(elbo.run("evaluate", "runs/digits-1", "--split", "train").succeeded().out())
        .contains("data     digits/train   1,438 rows × 64 columns\n")
        .containsPattern("elbo     bound −\\d+\\.\\d\\d nats per row = reconstruction −")
        .contains("100 draws a row")
        .contains("of 8 active");
  }

  @Test
  void codesAreThoseOfTheLibrary() throws Exception {
    elbo.run("encode", "runs/digits-1", "-o", "codes.npy", "--deviations").succeeded();
    Dataset codes = NpyFile.read(folder.resolve("codes.npy"));
    AutoEncoder model = AutoEncoder.load(folder.resolve("runs/digits-1/model.safetensors"));
    Dataset test = NamedSet.DIGITS.load(Part.TEST, new DataCache(folder));
    float[] last = model.encode(test).means()[358];
    assertThat(codes.rows()).isEqualTo(359);
    assertThat(codes.columns()).isEqualTo(16);
    assertThat(codes.value(358, 7)).isEqualTo(last[7]);
    assertThat(codes.value(358, 8)).isEqualTo(model.encode(test).deviations()[358][0]);

    List<String> csv = elbo.run("encode", "runs/digits-1").succeeded().out().lines().toList();
    assertThat(csv).hasSize(360);
    assertThat(csv.get(0)).isEqualTo("mean_1,mean_2,mean_3,mean_4,mean_5,mean_6,mean_7,mean_8");
    assertThat(Arrays.stream(csv.get(359).split(",", -1)).map(Float::valueOf).toList())
        .containsExactly(last[0], last[1], last[2], last[3], last[4], last[5], last[6], last[7]);
  }

  @Test
  void reconstructionsAndSamplesAsFiles() throws Exception {
    elbo.run("reconstruct", "runs/digits-1", "-n", "7", "-o", "rows.png").succeeded();
    assertThat(ImageIO.read(folder.resolve("rows.png").toFile()).getWidth()).isGreaterThan(300);
    elbo.run("reconstruct", "runs/digits-1", "-n", "7", "-o", "rows.csv").succeeded();
    assertThat(Files.readAllLines(folder.resolve("rows.csv"))).hasSize(8);
    elbo.run("sample", "runs/digits-1", "-n", "3", "-o", "samples.npy").succeeded();
    Dataset samples = NpyFile.read(folder.resolve("samples.npy"));
    assertThat(samples.rows()).isEqualTo(3);
    assertThat(samples.value(0, 0)).isIn(0f, 1f);

    byte[] before = Files.readAllBytes(folder.resolve("samples.npy"));
    ElboProcess.Result refused = elbo.run("sample", "runs/digits-1", "-o", "samples.npy");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .isEqualTo(
            "elbo: -o samples.npy: this file exists; choose another name, or overwrite it with --force\n");
    assertThat(folder.resolve("samples.npy")).hasBinaryContent(before);
    elbo.run("sample", "runs/digits-1", "-o", "samples.npy", "--force").succeeded();
    assertThat(NpyFile.read(folder.resolve("samples.npy")).rows()).isEqualTo(16);
  }

  @Test
  void inspectNamesEveryLayer() throws Exception {
    assertThat(elbo.run("inspect", "runs/digits-1").succeeded().out())
        .contains("network  64–256–8–256–64, tanh, 39,504 parameters")
        .contains("decoder  Bernoulli")
        .contains("data     digits/train   64 columns, images of 8 × 8, bytes ÷ 16")
        .contains("encoder.mean.weight              8 × 256")
        .contains("encoder.log_variance.weight      8 × 256")
        .contains("rows     sha256 " + trainingData().sha256() + "\n")
        .containsPattern(
            "written  \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC by the file's own time, as a model holds no date\n")
        .contains(
            "notes    Figures are of values as zeros and ones, binarised as the settings say;");
    JsonNode json = elbo.run("inspect", "runs/digits-1", "--json").succeeded().json();
    assertThat(json.get("layers").get("encoder.mean.bias").get(0).asInt()).isEqualTo(8);
    assertThat(json.get("trainingRows").asInt()).isEqualTo(1294);
    assertThat(json.get("dataSha256").asString()).isEqualTo(trainingData().sha256());
    assertThat(json.get("calibration").isNull()).isTrue();
    assertThat(json.get("tableColumns")).isEmpty();
  }

  private static Dataset trainingData() throws IOException {
    return NamedSet.DIGITS.load(Part.TRAIN, new DataCache(folder));
  }

  @Test
  void inspectWritesACard() throws Exception {
    assertThat(elbo.run("inspect", "runs/digits-1", "--format", "markdown").succeeded().out())
        .startsWith("# Model card: digits/train\n\n")
        .contains("| SHA-256 of the rows | " + trainingData().sha256() + " |\n")
        .contains("| optimizer | adam, betas 0.9 and 0.999, epsilon 1.0E-8 |\n")
        .contains("\n- The bound is a floor of log p(x), ");
    ElboProcess.Result both =
        ElboProcess.inThisProcess("inspect", folder.toString(), "--json", "--format", "text");
    assertThat(both.code()).isEqualTo(2);
    assertThat(both.err())
        .isEqualTo(
            """
            elbo: --json and --format text: give one of them
            elbo inspect --help says what is possible
            """);
  }

  @Test
  void aFolderWithSomethingInItIsLeftAlone() throws Exception {
    ElboProcess.Result result = elbo.run("train", "--out", "runs/digits-1");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo(
            "elbo: --out runs/digits-1: this folder is not empty, and nothing is overwritten; name a"
                + " folder that is new or empty\n");
  }

  @Test
  void damagedModelsGiveOneLine() throws Exception {
    byte[] model = Files.readAllBytes(folder.resolve("runs/digits-1/model.safetensors"));
    for (int length : new int[] {0, 7, 100, 5000, model.length - 1}) {
      Path damaged = Files.write(folder.resolve("damaged"), Arrays.copyOf(model, length));
      ElboProcess.Result result =
          ElboProcess.inThisProcess("evaluate", damaged.toString(), "digits");
      assertThat(result.code()).as("exit code at %d bytes", length).isEqualTo(1);
      assertThat(result.out()).isEmpty();
      assertThat(result.err()).startsWith("elbo: " + damaged).hasLineCount(1);
    }
  }

  @Test
  void aReaderThatHasSeenEnoughIsNoFailure() throws Exception {
    Process process =
        elbo.builder("sample", "runs/digits-1", "-n", "20000")
            .redirectError(folder.resolve("head.err").toFile())
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine()).startsWith("x1,x2,");
    }
    assertThat(process.waitFor()).isZero();
    assertThat(folder.resolve("head.err")).isEmptyFile();
  }
}
