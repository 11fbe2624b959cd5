package dev.elbo.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThatCode;

import dev.elbo.AutoEncoder;
import dev.elbo.Codes;
import dev.elbo.data.Dataset;
import dev.elbo.docs.Pages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Another language reads our files, by what the page says and its standard library alone. */
@Timeout(120)
class PythonReaderTest {
  private static final double TOLERANCE = 1e-5;

  @TempDir private Path folder;

  @BeforeAll
  static void pythonIsThere() {
    assumeThatCode(() -> new ProcessBuilder("python3", "--version").start().waitFor())
        .as("python3 can be started")
        .doesNotThrowAnyException();
  }

  private record Answer(int code, String out, String err) {}

  private Answer read(Path model, Dataset rows) throws IOException, InterruptedException {
    Path in = folder.resolve("rows.json");
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Files.writeString(in, JsonMapper.shared().writeValueAsString(values(rows)));
    Process process =
        new ProcessBuilder(
                "python3",
                Pages.path("core/src/test/python/model_file.py").toString(),
                model.toString())
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    return new Answer(process.waitFor(), Files.readString(out), Files.readString(err));
  }

  private static float[][] values(Dataset rows) {
    float[][] values = new float[rows.rows()][rows.columns()];
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < values[i].length; j++) {
        values[i][j] = rows.value(i, j);
      }
    }
    return values;
  }

  @ParameterizedTest
  @EnumSource
  void itEncodesAsTheLibraryDoes(GoldenModel golden) throws Exception {
    Dataset rows = GoldenModel.rows();
    Answer answer = read(golden.model(), rows);
    assertThat(answer.err()).isEmpty();
    Codes codes = AutoEncoder.load(golden.model()).encode(rows);
    JsonNode parsed = JsonMapper.shared().readTree(answer.out());
    assertThat(parsed).hasSize(rows.rows());
    for (int i = 0; i < rows.rows(); i++) {
      for (int j = 0; j < codes.means()[i].length; j++) {
        double mean = parsed.get(i).get("mean").get(j).asDouble();
        double deviation = Math.exp(parsed.get(i).get("log_variance").get(j).asDouble() / 2);
        assertThat((double) codes.means()[i][j])
            .isCloseTo(mean, within(TOLERANCE * (1 + Math.abs(mean))));
        assertThat((double) codes.deviations()[i][j]).isCloseTo(deviation, within(TOLERANCE));
      }
    }
  }

  @Test
  void itSeesThatANumberHasChanged() throws Exception {
    byte[] bytes = Files.readAllBytes(GoldenModel.BINARY_DIGITS.model());
    bytes[bytes.length - 4] ^= 1;
    Path changed = folder.resolve("changed.safetensors");
    Files.write(changed, bytes);
    assertThat(read(changed, GoldenModel.rows()))
        .isEqualTo(new Answer(1, "", "elbo.sha256 is of another content\n"));
  }
}
