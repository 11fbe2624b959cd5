package dev.elbo.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.AutoEncoder;
import dev.elbo.data.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Trained models that an earlier version has written, and what they answered then. Never written
 * again: a new format adds files of its own.
 */
class GoldenModelsTest {
  private static final double TOLERANCE = 1e-4;

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
