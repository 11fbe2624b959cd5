package dev.elbo.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.AutoEncoder;
import dev.elbo.data.Dataset;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Trained models that an earlier version has written, and what they answered then. Never written
 * again: a new format adds files of its own.
 */
class GoldenModelsTest {
  private static final double TOLERANCE = 1e-4;

  /** Whoever writes one of them anew has changed the format: that takes another number. */
  @ParameterizedTest
  @CsvSource({
    "format-1-binary-digits.safetensors, 91db1481e05a5278b23e0710875d48c67008fa805c207687a4db9d1aff2092e9",
    "format-1-grey-digits.safetensors, 24d055f4066aae9cef0cd65f8cd6112a7a5d47efbc111a3f6d92b037d37af803",
    "format-1-table.safetensors, 1a37617567d57c27e4396c5d9678920ec68211e3a167ad4c32d737d2f9b4f7b0",
    "format-1-strangeness.safetensors, 9886e83060182c7264215b07a5d8f2aee2dbc536fca3d18d8a61adf9f5229b87",
    "format-1-bernoulli.safetensors, 26148faf0a717e57a9efc11ab5454f3ff1ae4365cbb56cd03b6d6534c89e8be9",
    "format-1-gaussian.safetensors, 0c452f58a39fb6391e0a615a1e096892e939721cbe592e6635307a52c66469ca"
  })
  void theFileIsTheOneThatWasWritten(String name, String sha256) throws Exception {
    try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream(name))) {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(in.readAllBytes());
      assertThat(HexFormat.of().formatHex(hash)).isEqualTo(sha256);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theModelAnswersAsItDid(GoldenModel golden) throws IOException {
    AutoEncoder model = AutoEncoder.load(golden.model());
    Dataset rows = GoldenModel.rows();
    List<String> lines = Files.readAllLines(golden.answers());
    List<String> names = List.of(lines.get(0).split(",", -1));
    double[][] answers = GoldenModel.answers(model, rows);
    assertThat(lines).hasSize(answers.length + 1);
    for (int i = 0; i < answers.length; i++) {
      String[] expected = lines.get(i + 1).split(",", -1);
      assertThat(answers[i]).hasSize(expected.length);
      for (int j = 0; j < expected.length; j++) {
        double number = Double.parseDouble(expected[j]);
        assertThat(answers[i][j])
            .as("row %d, %s", i, names.get(j))
            .isCloseTo(number, within(TOLERANCE * (1 + Math.abs(number))));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void savedAgainItIsTheSameFile(GoldenModel golden, @TempDir Path folder) throws IOException {
    AutoEncoder.load(golden.model()).save(folder.resolve("again"));
    assertThat(folder.resolve("again")).hasSameBinaryContentAs(golden.model());
  }
}
