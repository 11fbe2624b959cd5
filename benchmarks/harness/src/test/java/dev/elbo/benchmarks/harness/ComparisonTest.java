package dev.elbo.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.benchmarks.protocol.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ComparisonTest {
  private static final Comparison COMPARISON =
      new Comparison(
          Workload.named("paper"),
          List.of(
              measured("elbo", 1, 6.0, 6.2),
              measured("elbo", 2, 3.0, 3.1),
              measured("libtorch", 1, 8.0, 8.4),
              measured("libtorch", 2, 90.0, 5.0)),
          List.of(new Turns.Failure("dl4j", 1, "dl4j is not built")));

  private static final Header HEADER =
      new Header(
          "2026-01-01",
          new Machine("Linux 6", "Some CPU", 2, List.of("avx2", "fma"), 23.5, "VM 17"),
          new Pace(2, Duration.ofMillis(500), Duration.ofMillis(300), Duration.ofSeconds(4)));

  private static Measured measured(String name, int threads, Double... milliseconds) {
    List<Double> series = List.of(milliseconds);
    return new Measured(name, threads, name + " 1", -100.5, 10, series, series);
  }

  @Test
  void aPeerCountsAtItsFastestSetting() {
    List<Comparison.Ratio> ratios = COMPARISON.bestAgainstFirst();
    assertThat(ratios).hasSize(1);
    Comparison.Ratio ratio = ratios.get(0);
    assertThat(ratio.slower()).isEqualTo("libtorch");
    // On two threads its median is (90 + 5)/2.
    assertThat(ratio.slowerThreads()).isEqualTo(1);
    assertThat(ratio.fasterThreads()).isEqualTo(2);
    assertThat(ratio.ratio().least()).isEqualTo(8.0 / 3.0);
    assertThat(ratio.ratio().largest()).isEqualTo(8.4 / 3.1);
  }

  @Test
  void threadsAreComparedWithinAContender() {
    assertThat(COMPARISON.threadScaling())
        .extracting(ratio -> ratio.slower() + ratio.slowerThreads() + ratio.fasterThreads())
        .containsExactly("elbo12", "libtorch12");
    assertThat(COMPARISON.allRatios()).hasSize(6);
  }

  @Test
  void theMarkdownHasRatiosTimesAndFailures() {
    assertThat(ComparisonMarkdown.of(HEADER, List.of(COMPARISON)))
        .contains("Some CPU, 2 processors (avx2 fma), 23.5 GiB, Linux 6, VM 17")
        .contains("| paper    | libtorch × 1 | elbo × 2 | **2.69** |")
        .contains("| paper    |      elbo |       2 | **3.05** |")
        .contains("- paper: dl4j is not built");
  }

  @Test
  void theJsonCanBeReadAgain(@TempDir Path folder) throws IOException {
    Report report = new Report(folder.resolve("new"), "compare");
    Path markdown = report.write(HEADER.facts(), List.of(COMPARISON), "# text\n");
    assertThat(Files.readString(markdown)).isEqualTo("# text\n");
    JsonNode json =
        new JsonMapper().readTree(Files.readString(folder.resolve("new").resolve("compare.json")));
    assertThat(json.at("/machine/processor").asString()).isEqualTo("Some CPU");
    assertThat(json.at("/results/0/measured/1/medians/0").asDouble()).isEqualTo(3.0);
  }

  @Test
  void entrantsAreReadFromTheCommandLine() {
    Entrant entrant = Entrant.parse("libtorch:chunk=5,blas=openblas", 2);
    assertThat(entrant.options()).isEqualTo(Map.of("chunk", "5", "blas", "openblas"));
    assertThat(entrant.label()).isEqualTo("libtorch:blas=openblas,chunk=5 on 2 threads");
    assertThat(Contender.LIBTORCH.programOptions(entrant.options())).containsOnlyKeys("chunk");
  }

  @Test
  void chartStepsAreRound() {
    assertThat(GrowthChart.roundStep(0.9)).isEqualTo(1);
    assertThat(GrowthChart.roundStep(1.2)).isEqualTo(2);
    assertThat(GrowthChart.roundStep(30)).isEqualTo(50);
    assertThat(GrowthChart.roundStep(60)).isEqualTo(100);
  }
}
