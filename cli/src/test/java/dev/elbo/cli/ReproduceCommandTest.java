package dev.elbo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.paper.Experiments;
import dev.elbo.paper.frame.Experiment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each experiment in its trial form, as a user starts it, and what can come in between. */
class ReproduceCommandTest {
  @TempDir private Path folder;

  private ElboProcess elbo() {
    return new ElboProcess(folder);
  }

  static Stream<String> experiments() {
    return Experiments.ALL.stream().map(Experiment::name);
  }

  @ParameterizedTest
  @MethodSource("experiments")
  void aTrialLeavesSummaryTablesAndPictures(String name) throws Exception {
    ElboProcess.Result result = elbo().run("reproduce", name, "--budget", "trial").succeeded();
    String out = "runs/" + name + "-trial";
    assertThat(result.out()).startsWith("wrote    " + out + ": summary.md  ").hasLineCount(1);
    for (String file : result.out().strip().split(": ", 2)[1].split(" +", -1)) {
      assertThat(folder.resolve(out).resolve(file)).isNotEmptyFile();
    }
    assertThat(result.out()).contains(".csv  ").contains(".png");
    assertThat(result.err().lines().findFirst().orElse(""))
        .matches("\\d+ parts?, none finished, \\d side by side");
    String summary = Files.readString(folder.resolve(out).resolve("summary.md"));
    assertThat(summary)
        .contains("`elbo reproduce " + name + " --budget trial`")
        .contains("\n## Results\n", "\n## Settings\n", "| seed | 1 |")
        .contains("\n## Wall-clock\n", "\n## Deviations\n\n- ");
  }

  @Test
  void whatWasKilledGoesOnWhereItWas() throws Exception {
    Path first = folder.resolve("runs/fig5-trial/parts/latents-2.csv");
    Process process =
        elbo()
            .builder("reproduce", "fig5", "--budget", "trial", "--threads", "1")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!Files.exists(first) && System.nanoTime() < end) {
      Thread.sleep(2);
    }
    process.destroyForcibly().waitFor();
    byte[] kept = Files.readAllBytes(first);
    assertThat(folder.resolve("runs/fig5-trial/summary.md")).doesNotExist();

    ElboProcess.Result again = elbo().run("reproduce", "fig5", "--budget", "trial").succeeded();
    assertThat(again.err())
        .startsWith("2 parts, 1 finished, 1 side by side\nlatents-5 ")
        .doesNotContain("latents-2 ")
        .contains("(2 of 2)");
    assertThat(first).hasBinaryContent(kept);
    assertThat(folder.resolve("runs/fig5-trial/summary.md")).exists();
  }

  @Test
  void partsOfOtherSettingsAreRefused() throws Exception {
    elbo().run("reproduce", "fig4", "--budget", "trial", "--out", "faces").succeeded();
    Path part = folder.resolve("faces/parts/digits.csv");
    Files.writeString(part, Files.readString(part).replace("# hidden: 32\n", "# hidden: 33\n"));
    ElboProcess.Result result =
        elbo().run("reproduce", "fig4", "--budget", "trial", "--out", "faces");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo(
            "elbo: faces/parts/digits.csv was computed with other settings: hidden is 32 and was"
                + " 33; name another folder with --out, or remove this one\n");
  }

  @Test
  void dataThatAreNotHereAreNamedBeforeAnythingIsWritten() throws Exception {
    ElboProcess.Result result = elbo().run("reproduce", "fig4", "--data", "nowhere");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .startsWith(
            "elbo: fig4 needs data that are not here. nowhere/mnist lacks the files of MNIST: \"elbo"
                + " data mnist\" fetches them")
        .contains("nowhere/frey-faces lacks frey_rawface.mat: get it by hand from https://")
        .endsWith("With --budget trial it runs on bundled data\n")
        .hasLineCount(1);
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  @Test
  void wrongWordsAreNamed() {
    ElboProcess.Result result = ElboProcess.inThisProcess("reproduce", "fig1");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo(
            "elbo: \"fig1\" cannot be reproduced; what can is %s\nelbo reproduce --help says what is possible\n"
                .formatted(String.join(", ", experiments().toList())));
    assertThat(ElboProcess.inThisProcess("reproduce", "fig4", "--threads", "0").err())
        .startsWith("elbo: --threads must be 1 or more, not 0\n");
    assertThat(ElboProcess.inThisProcess("reproduce", "fig4", "--budget", "none").err())
        .startsWith(
            "elbo: Invalid value for option '--budget': 'none' is none of trial, quick, full\n");
    assertThat(ElboProcess.inThisProcess("reproduce").code()).isEqualTo(2);
  }
}
