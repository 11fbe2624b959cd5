package dev.elbo.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.eval.Evaluation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingCsvTest {
  private static final String HEADER =
      "epoch,step,objective,bound,reconstruction,kl,held_out_bound,held_out_reconstruction,"
          + "held_out_kl,held_out_log_likelihood,active_units,rows_per_second,seconds,beta,"
          + "learning_rate,best";

  @TempDir private Path folder;

  private static EpochReport report(int epoch, Optional<Evaluation> heldOut) {
    return new EpochReport(
        epoch, 1200, 123_456, -20.12345, -13.5, 7.25, heldOut, 412_345.6, 3.14159, 0.5, 1e-4, true);
  }

  private static Optional<Evaluation> heldOut() {
    return Optional.of(
        new Evaluation(
            10, 1, -14, 7.5, -21.25, 0.1, 0.2, 0.5, List.of(3.0, 4.5), List.of(0.5, 0.001)));
  }

  /** Some locales write a decimal comma, some their own digits. */
  @ParameterizedTest
  @ValueSource(strings = {"en-US", "de-DE", "ar-EG-u-nu-arab", "tr-TR"})
  void theLanguageOfTheMachineDoesNotMatter(String language) throws IOException {
    Path file = folder.resolve("training.csv");
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag(language));
    try (TrainingCsv csv = new TrainingCsv(file)) {
      csv.epochFinished(report(1100, heldOut()));
      csv.epochFinished(report(2, Optional.empty()));
    } finally {
      Locale.setDefault(before);
    }
    assertThat(file)
        .hasContent(
            HEADER
                + "\n1100,123456,-20.1235,-20.7500,-13.5000,7.2500,-21.5000,-14.0000,7.5000,"
                + "-21.2500,1,412346,3.14,0.5,1.0E-4,true"
                + "\n2,123456,-20.1235,-20.7500,-13.5000,7.2500,,,,,,412346,3.14,0.5,1.0E-4,true"
                + "\n");
  }

  /** Each line is there as soon as its epoch ended, so a run that was cut off leaves its curve. */
  @Test
  void linesAreThereAtOnce() throws IOException {
    Path file = folder.resolve("training.csv");
    Files.writeString(file, "of an earlier run");
    try (TrainingCsv csv = new TrainingCsv(file)) {
      assertThat(Files.readAllLines(file)).containsExactly(HEADER);
      csv.epochFinished(report(1, heldOut()));
      assertThat(Files.readAllLines(file)).hasSize(2);
    }
  }

  @Test
  void aRunWritesALineAnEpoch() throws IOException {
    Path file = folder.resolve("training.csv");
    TrainingResult result;
    try (TrainingCsv csv = new TrainingCsv(file)) {
      result =
          new Trainer(
                  Runs.smallVae(),
                  Runs.options(4).build(),
                  Runs.uniform(20),
                  Optional.of(Runs.uniform(5)),
                  csv)
              .run();
    }
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(5).first().isEqualTo(HEADER);
    for (EpochReport report : result.history()) {
      String[] cells = lines.get(report.epoch()).split(",", -1);
      assertThat(cells).hasSameSizeAs(HEADER.split(",", -1));
      assertThat(cells[0]).isEqualTo(Integer.toString(report.epoch()));
      assertThat(Double.parseDouble(cells[3])).isCloseTo(report.bound(), within(1e-4));
      assertThat(Double.parseDouble(cells[6]))
          .isCloseTo(report.heldOut().orElseThrow().elbo(), within(1e-4));
      assertThat(cells[15]).isEqualTo(Boolean.toString(report.best()));
    }
  }

  @Test
  void aFolderThatIsNotThere() {
    assertThatThrownBy(() -> new TrainingCsv(folder.resolve("nowhere/training.csv")).close())
        .isInstanceOf(IOException.class);
  }

  @Test
  void aClosedFile() throws IOException {
    TrainingCsv csv = new TrainingCsv(folder.resolve("training.csv"));
    csv.close();
    assertThatThrownBy(() -> csv.epochFinished(report(1, heldOut())))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("training.csv cannot be written");
  }
}
