package dev.elbo.paper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.AutoEncoder;
import dev.elbo.data.Binarization;
import dev.elbo.data.DataCache;
import dev.elbo.paper.frame.Budget;
import dev.elbo.paper.frame.Experiment;
import dev.elbo.paper.frame.Part;
import dev.elbo.paper.frame.Reproduction;
import dev.elbo.paper.frame.RunListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the trial form of each experiment leaves, and what all forms have in common. */
class TrialTest {
  @TempDir private Path folder;

  private List<Path> run(String name) throws IOException {
    return run(name, folder, 2);
  }

  private static List<Path> run(String name, Path out, int threads) throws IOException {
    Experiment experiment = Experiments.find(name).orElseThrow();
    return new Reproduction(experiment, Budget.TRIAL, new DataCache(out), out, threads)
        .run(new RunListener() {});
  }

  private List<String> lines(String file) throws IOException {
    return Files.readAllLines(folder.resolve(file));
  }

  @ParameterizedTest
  @EnumSource
  void partsHaveNamesOfTheirOwnAndASeed(Budget budget) {
    for (Experiment experiment : Experiments.ALL) {
      List<Part> parts = experiment.parts(budget, new DataCache(folder));
      Set<String> names = parts.stream().map(Part::name).collect(Collectors.toSet());
      assertThat(names).as(experiment.name()).hasSameSizeAs(parts).isNotEmpty();
      for (Part part : parts) {
        assertThat(part.settings().values()).as(part.name()).containsKeys("seed", "set");
        assertThat(part.settings().values().getOrDefault("threads", "1"))
            .as(part.name())
            .isEqualTo("1");
      }
    }
  }

  @Test
  void fig2LeavesACurveForEachPanelAndMethod() throws IOException {
    assertThat(run("fig2"))
        .extracting(Path::getFileName)
        .extracting(Path::toString)
        .containsExactly("summary.md", "fig2.csv", "fig2.png");
    assertThat(lines("fig2.csv"))
        .startsWith("part,stage,step_size,samples,seconds,criterion,train,test")
        .filteredOn(line -> line.startsWith("digits-5-wake-sleep,pilot,"))
        .hasSize(3);
    assertThat(lines("fig2.csv").get(lines("fig2.csv").size() - 1))
        .startsWith("digits-5-wake-sleep,curve,")
        .contains(",43140,");
    assertThat(lines("summary.md"))
        .contains("![Figure 2](fig2.png)", "| panel | AEVB | wake-sleep |")
        .contains("| digits-2-aevb | aevb | 2 | 2 |");
  }

  @Test
  void fig3LeavesMarginalLikelihoodsByTwoEstimators() throws IOException {
    assertThat(run("fig3"))
        .extracting(Path::getFileName)
        .extracting(Path::toString)
        .containsExactly("summary.md", "fig3.csv", "fig3.png");
    assertThat(lines("fig3.csv"))
        .filteredOn(line -> line.startsWith("200-monte-carlo-em,pilot,"))
        .hasSize(3);
    assertThat(lines("fig3.csv").get(0))
        .endsWith("test,test_error,test_importance,test_importance_error,test_acceptance");
    assertThat(lines("summary.md"))
        .contains("![Figure 3](fig3.png)", "| weight prior | true |")
        .anyMatch(line -> line.startsWith("| 1,400 | MCEM |"));
  }

  @Test
  void fig4LeavesAPlaneOfImages() throws IOException {
    assertThat(run("fig4"))
        .extracting(Path::getFileName)
        .extracting(Path::toString)
        .containsExactly("summary.md", "fig4.csv", "fig4.png");
    assertThat(lines("fig4.csv")).hasSize(22).startsWith("part,samples,bound");
    assertThat(lines("curves/digits.csv")).hasSize(22);
    assertThat(lines("summary.md")).contains("![Figure 4](fig4.png)", "| latents | 2 |");
    assertThat(
            AutoEncoder.load(folder.resolve("models/digits.safetensors")).architecture().widths())
        .isEqualTo("64–32–2–32–64");
  }

  @Test
  void figuresDoNotDependOnWhatRunsBeside() throws IOException {
    run("fig5", folder.resolve("one"), 1);
    run("fig5", folder.resolve("two"), 2);
    assertThat(lines("one/fig5.csv")).isEqualTo(lines("two/fig5.csv"));
    assertThat(folder.resolve("one/models/latents-5.safetensors"))
        .hasSameBinaryContentAs(folder.resolve("two/models/latents-5.safetensors"));
  }

  @Test
  void fig5LeavesASheetForEachNumberOfLatents() throws IOException {
    assertThat(run("fig5")).hasSize(3);
    assertThat(lines("fig5.csv")).hasSize(43);
    assertThat(lines("summary.md")).contains("| part | latents | latent size |");
    assertThat(folder.resolve("models/latents-5.safetensors")).exists();
  }

  @Test
  void estimatorsLeaveVariancesAndBounds() throws IOException {
    assertThat(run("estimators")).hasSize(5);
    assertThat(lines("variance.csv"))
        .hasSize(1 + 2 * 2 * 11)
        .startsWith("part,latents,samples,estimator,block,parameters,variance,signal");
    assertThat(lines("bound.csv"))
        .hasSize(1 + 9)
        .startsWith("part,k,bound,standard_error,row_error");
    assertThat(lines("summary.md"))
        .contains("| latents | samples seen | SGVB-A | SGVB-B | A / B |")
        .contains("![The bound by draws](bound.png)");
  }

  @Test
  void iwaeLeavesATableOfMethodsWithModelsAndCurves() throws IOException {
    assertThat(run("iwae")).hasSize(3);
    assertThat(lines("iwae.csv"))
        .hasSize(9)
        .startsWith(
            "part,binarized,method,epoch,nll,standard_error,row_error,bound,active_units,"
                + "training_flop,test_flop,training_seconds");
    assertThat(lines("summary.md"))
        .anyMatch(line -> line.startsWith("| stochastic | VAE | – | **"))
        .anyMatch(line -> line.startsWith("| fixed | DReG-50 | – | **"));
    assertThat(lines("curves/stochastic-dreg-50-draws-5.csv")).hasSize(4);
    assertThat(lines("curves/stochastic-dreg-50.csv")).hasSize(3);
    AutoEncoder model = AutoEncoder.load(folder.resolve("models/fixed-iwae-5.safetensors"));
    assertThat(model.architecture().widths()).isEqualTo("64–16–16–5–16–16–64");
    assertThat(model.data().binarization()).isEqualTo(Binarization.THRESHOLD);
  }

  @Test
  void aPartOfIwaeGoesOnAfterItsLastWholeStage() throws IOException {
    run("iwae");
    List<String> whole = figures("stochastic-dreg-50");
    Path first = folder.resolve("models/stochastic-dreg-50-draws-5.safetensors");
    Path last = folder.resolve("models/stochastic-dreg-50.safetensors");
    FileTime written = Files.getLastModifiedTime(first);
    Files.delete(folder.resolve("parts/stochastic-dreg-50.csv"));
    Files.delete(last);
    run("iwae");
    assertThat(figures("stochastic-dreg-50")).isEqualTo(whole);
    assertThat(Files.getLastModifiedTime(first)).isEqualTo(written);
    assertThat(last).exists();
  }

  /** All but the seconds. */
  private List<String> figures(String part) throws IOException {
    List<String> lines = lines("parts/" + part + ".csv");
    return List.of(lines.get(lines.size() - 1).replaceAll(",[^,]*$", ""));
  }
}
