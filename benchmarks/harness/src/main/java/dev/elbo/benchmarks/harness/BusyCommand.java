package dev.elbo.benchmarks.harness;

import dev.elbo.benchmarks.protocol.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "busy",
    mixinStandardHelpOptions = true,
    description = "How much a step slows down while another process keeps one core fully busy.")
final class BusyCommand implements Callable<Integer> {
  @Option(
      names = {"-w", "--workload"},
      defaultValue = "paper",
      paramLabel = "NAME",
      description = "Workload (${DEFAULT-VALUE}).")
  private String workload = "paper";

  @Option(
      names = {"-c", "--contender"},
      paramLabel = "NAME[:OPTION=VALUE,...]",
      description = "A contender; may be given several times. By default elbo and libtorch.")
  private List<String> contenders = new ArrayList<>();

  @Option(
      names = {"-t", "--threads"},
      defaultValue = "2",
      paramLabel = "N",
      description = "Threads of each contender (${DEFAULT-VALUE}).")
  private int threads;

  @Mixin private PaceOptions pace = new PaceOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  /**
   * What a neighbour does to an entrant.
   *
   * @param name contender and options
   * @param threads of it
   * @param alone milliseconds of the median step
   * @param besideABusyProcess the same
   * @param slowDown pairwise ratios
   */
  record SlowDown(
      String name,
      int threads,
      Statistics alone,
      Statistics besideABusyProcess,
      Statistics slowDown) {
    static SlowDown of(Measured m) {
      List<Double> alone = everySecond(m.medians(), 0);
      List<Double> beside = everySecond(m.medians(), 1);
      return new SlowDown(
          m.name(),
          m.threads(),
          Statistics.of(alone),
          Statistics.of(beside),
          Statistics.ofRatios(beside, alone));
    }
  }

  private static List<Double> everySecond(List<Double> values, int from) {
    List<Double> chosen = new ArrayList<>();
    for (int i = from; i < values.size(); i += 2) {
      chosen.add(values.get(i));
    }
    return chosen;
  }

  @Override
  public Integer call() throws IOException {
    Header header = Header.now(pace.pace());
    List<String> names = contenders.isEmpty() ? List.of("elbo", "libtorch") : contenders;
    List<Entrant> entrants = names.stream().map(name -> Entrant.parse(name, threads)).toList();
    List<SlowDown> slowDowns = measure(entrants, header.pace());
    String markdown = markdown(header, slowDowns);
    output.report("busy").write(header.facts(), slowDowns, markdown);
    System.out.println(markdown);
    return slowDowns.isEmpty() ? 1 : 0;
  }

  private List<SlowDown> measure(List<Entrant> entrants, Pace pace) {
    try (Turns turns =
        Turns.prepare(Installation.current(), entrants, Workload.named(workload), pace)) {
      for (int round = 0; round < pace.rounds(); round++) {
        turns.round();
        BusyProcess.beside(turns::round);
      }
      return turns.results().stream().map(SlowDown::of).toList();
    }
  }

  private String markdown(Header header, List<SlowDown> slowDowns) {
    MarkdownTable table =
        new MarkdownTable(
            "contender",
            "threads",
            "alone, ms",
            "busy neighbour, ms",
            "slow-down",
            "quartiles",
            "most");
    for (SlowDown s : slowDowns) {
      table.row(
          s.name(),
          Integer.toString(s.threads()),
          ComparisonMarkdown.number(s.alone().median()),
          ComparisonMarkdown.number(s.besideABusyProcess().median()),
          "**%s**".formatted(ComparisonMarkdown.number(s.slowDown().median())),
          String.format(
              Locale.ROOT,
              "%s – %s",
              ComparisonMarkdown.number(s.slowDown().lowerQuartile()),
              ComparisonMarkdown.number(s.slowDown().upperQuartile())),
          ComparisonMarkdown.number(s.slowDown().largest()));
    }
    return """
        # Beside a busy process

        %s
        Workload %s. Rounds alternate between an idle machine and one where another process, not bound
        to a core, does nothing but count.

        %s"""
        .formatted(header.markdown(), workload, table);
  }
}
