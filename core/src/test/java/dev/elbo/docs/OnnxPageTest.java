package dev.elbo.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.elbo.AutoEncoder;
import dev.elbo.Training;
import dev.elbo.data.Binarization;
import dev.elbo.data.DataCache;
import dev.elbo.data.Dataset;
import dev.elbo.data.NamedSet;
import dev.elbo.data.Part;
import dev.elbo.train.TrainOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The Java of docs/onnx.md: it compiles, runs, and stands there as it stands here. */
@DisabledOnOs(
    value = OS.MAC,
    architectures = "x86_64",
    disabledReason = "ONNX Runtime has no native library for Intel Macs")
class OnnxPageTest {
  private static final String SOURCE = Pages.TESTS + "/dev/elbo/docs/OnnxPageTest.java";

  @TempDir private Path folder;

  @Test
  void scoresThroughOnnxRuntimeAreTheLibrarys() throws IOException, OrtException {
    Dataset digits = NamedSet.DIGITS.load(Part.TEST, DataCache.standard());
    AutoEncoder model =
        Training.on(digits)
            .bernoulli()
            .hidden(16)
            .latent(4)
            .binarization(Binarization.THRESHOLD)
            .options(TrainOptions.builder().epochs(2).build())
            .run();
    Dataset few = digits.select(new int[] {0, 1, 2, 50, 358}, "five digits");
    float[][] rows = new float[few.rows()][few.columns()];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[i].length; j++) {
        rows[i][j] = few.value(i, j);
      }
    }
    // page: onnx
    model.exportOnnx(folder, 100);

    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    String file = folder.resolve("scorer.onnx").toString();
    double[] scores; // log p(x) of each row, in nats
    double[][] contributions; // rows × columns
    try (OrtSession scorer = environment.createSession(file);
        OnnxTensor x = OnnxTensor.createTensor(environment, rows); // float[][], rows × columns
        OrtSession.Result result = scorer.run(Map.of("x", x))) {
      scores = (double[]) result.get("log_likelihood").orElseThrow().getValue();
      contributions = (double[][]) result.get("contributions").orElseThrow().getValue();
    }
    // end
    double[] expected = model.logLikelihood(few, 100);
    assertThat(contributions).hasDimensions(5, 64);
    for (int i = 0; i < expected.length; i++) {
      assertThat(scores[i]).isCloseTo(expected[i], within(-1e-4 * expected[i]));
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("encoder.onnx", "decoder.onnx", "scorer.onnx");
    }
  }

  @Test
  void thePageShowsThisCode() {
    String source = Pages.read(SOURCE);
    int start = source.indexOf("// page: onnx\n") + "// page: onnx\n".length();
    String code = source.substring(start, source.indexOf("\n    // end\n")).stripIndent();
    assertThat(Pages.blocks(Pages.read("docs/onnx.md"), "java")).isEqualTo(List.of(code + "\n"));
  }
}
