package dev.elbo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.Training;
import dev.elbo.cli.option.Choice;
import dev.elbo.data.Dataset;
import dev.elbo.eval.Evaluator;
import dev.elbo.model.Architecture;
import dev.elbo.train.TrainOptions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The help fits a screen of 80 columns, ends with an example, and tells the library's defaults. */
class HelpTest {
  private static final int LINES = 55;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "train",
        "evaluate",
        "score",
        "encode",
        "reconstruct",
        "sample",
        "plot",
        "inspect",
        "import",
        "export",
        "reproduce",
        "data",
        "completion"
      })
  void fitsAScreenAndEndsWithAnExample(String command) {
    ElboProcess.Result help =
        command.isEmpty()
            ? ElboProcess.inThisProcess("--help")
            : ElboProcess.inThisProcess(command, "--help");
    List<String> lines = help.out().lines().toList();
    assertThat(help.code()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(lines).hasSizeLessThanOrEqualTo(LINES).allMatch(line -> line.length() <= 80);
    assertThat(lines.get(lines.size() - 2)).isEqualTo("Example:");
    assertThat(lines.get(lines.size() - 1)).contains("./elbo " + command);
  }

  @Test
  void defaultsAreTheLibrarys() {
    String help = ElboProcess.inThisProcess("train", "--help").out();
    TrainOptions options = TrainOptions.DEFAULT;
    Architecture model = Training.on(Dataset.ofFloats("x", 1, new float[1])).architecture();
    assertThat(line(help, "--batch")).endsWith("(default: " + options.minibatch() + ")");
    assertThat(line(help, "--patience")).endsWith("(default: " + options.patience() + ")");
    assertThat(line(help, "--warm-up")).endsWith("(default: " + options.warmUpEpochs() + ")");
    assertThat(line(help, "--seed")).endsWith("(default: " + options.seed() + ")");
    assertThat(line(help, "--samples")).contains("(default: " + options.objective().draws() + ";");
    assertThat(line(help, "--latent")).endsWith("(default: " + model.latentSize() + ")");
    assertThat(line(help, "--hidden"))
        .endsWith("(default: " + model.hidden().get(0) + "; of tables 100,100)");
    assertThat(Training.TABLE_HIDDEN).containsExactly(100, 100);
    assertThat(line(help, "--activation"))
        .endsWith("(default: " + Choice.word(model.activation()) + ")");
    assertThat(line(help, "--init"))
        .endsWith("(default: " + Choice.word(options.initialization()) + ")");
    assertThat(line(help, "--epochs"))
        .contains(
            "(default: %d to %d".formatted(TrainOptions.FEWEST_EPOCHS, TrainOptions.MOST_EPOCHS));
    assertThat(line(help, "--learning-rate")).contains(options.optimizer().rate() + " for adam");
    assertThat(line(ElboProcess.inThisProcess("evaluate", "--help").out(), "--samples"))
        .endsWith("(default: " + Evaluator.DEFAULT_SAMPLES + ")");
  }

  private static String line(String help, String option) {
    return help.lines().filter(line -> line.contains(option)).findFirst().orElseThrow();
  }

  @Test
  void completionKnowsCommandsAndValues() {
    assertThat(ElboProcess.inThisProcess("completion").out())
        .startsWith("#!/usr/bin/env bash")
        .contains("reconstruct")
        .contains("\"unit-interval\"");
  }

  @Test
  void version() {
    assertThat(ElboProcess.inThisProcess("--version").out()).startsWith("elbo ");
  }
}
