package dev.elbo.benchmarks.harness;

import dev.elbo.benchmarks.protocol.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = "Every contender on the same steps, in turn: milliseconds and ratios.")
final class CompareCommand implements Callable<Integer> {
  @Option(
      names = {"-w", "--workloads"},
      split = ",",
      paramLabel = "NAME",
      description = "Workloads; all where none is named.")
  private List<String> workloads = new ArrayList<>();

  @Option(
      names = {"-c", "--contender"},
      paramLabel = "NAME[:OPTION=VALUE,...]",
      description = {
        "A contender; may be given several times. The first is what others are compared with.",
        "By default elbo, libtorch and dl4j. Options: elbo shards=N;",
        "libtorch blas=mkl|openblas, chunk=N; dl4j natives=plain|avx512|onednn-avx512."
      })
  private List<String> contenders = new ArrayList<>();

  @Option(
      names = {"-t", "--threads"},
      split = ",",
      defaultValue = "1,2",
      paramLabel = "N",
      description = "Thread counts at which each contender runs (${DEFAULT-VALUE}).")
  private List<Integer> threads = new ArrayList<>();

  @Mixin private PaceOptions pace = new PaceOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws IOException {
    Header header = Header.now(pace.pace());
    List<Entrant> entrants = entrants();
    List<Comparison> comparisons = new ArrayList<>();
    String markdown = "";
    for (Workload workload : chosen()) {
      System.err.printf("benchmarks: %s: %s%n", workload.name(), workload.description());
      comparisons.add(compare(workload, entrants, header.pace()));
      // After each workload, so that what was measured is there if a later one is interrupted.
      markdown = ComparisonMarkdown.of(header, comparisons);
      output.report("compare").write(header.facts(), json(comparisons), markdown);
    }
    System.out.println(markdown);
    return comparisons.stream().allMatch(c -> c.measured().isEmpty()) ? 1 : 0;
  }

  private List<Workload> chosen() {
    return workloads.isEmpty() ? Workload.all() : workloads.stream().map(Workload::named).toList();
  }

  private List<Entrant> entrants() {
    List<String> names = contenders.isEmpty() ? List.of("elbo", "libtorch", "dl4j") : contenders;
    return names.stream()
        .flatMap(name -> threads.stream().map(count -> Entrant.parse(name, count)))
        .toList();
  }

  private static Comparison compare(Workload workload, List<Entrant> entrants, Pace pace) {
    try (Turns turns = Turns.prepare(Installation.current(), entrants, workload, pace)) {
      turns.play();
      List<Measured> results = turns.results();
      return new Comparison(workload, results, turns.failures());
    }
  }

  /**
   * A comparison as the JSON file has it.
   *
   * @param workload what was done
   * @param measured by whom
   * @param failures who was left out
   * @param ratios every entrant to every other
   */
  record Json(
      Workload workload,
      List<Entry> measured,
      List<Turns.Failure> failures,
      List<Comparison.Ratio> ratios) {}

  /**
   * An entrant's figures.
   *
   * @param milliseconds a step, over turns
   * @param series behind it
   */
  record Entry(Statistics milliseconds, Measured series) {}

  private static List<Json> json(List<Comparison> comparisons) {
    return comparisons.stream()
        .map(
            c ->
                new Json(
                    c.workload(),
                    c.measured().stream().map(m -> new Entry(m.milliseconds(), m)).toList(),
                    c.failures(),
                    c.allRatios()))
        .toList();
  }
}
