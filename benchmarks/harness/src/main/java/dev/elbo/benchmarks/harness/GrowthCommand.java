package dev.elbo.benchmarks.harness;

import dev.elbo.benchmarks.protocol.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "growth",
    mixinStandardHelpOptions = true,
    description = "How a contender's step grows with rows, width, latents, samples and threads.")
final class GrowthCommand implements Callable<Integer> {
  @Option(
      names = {"-c", "--contender"},
      defaultValue = "elbo",
      paramLabel = "NAME[:OPTION=VALUE,...]",
      description = "The contender (${DEFAULT-VALUE}).")
  private String contender = "elbo";

  @Option(
      names = {"-d", "--dimensions"},
      split = ",",
      paramLabel = "NAME",
      description = "What grows, of ${COMPLETION-CANDIDATES}; all where none is named.")
  private List<Dimension> dimensions = new ArrayList<>();

  @Option(
      names = {"-t", "--threads"},
      defaultValue = "2",
      paramLabel = "N",
      description = "Threads where they are not what grows (${DEFAULT-VALUE}).")
  private int threads;

  @Mixin private PaceOptions pace = new PaceOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  /**
   * A measured point.
   *
   * @param value of what grows
   * @param milliseconds a step
   */
  record Point(int value, Statistics milliseconds) {}

  @Override
  public Integer call() throws IOException {
    Header header = Header.now(pace.pace());
    Map<Dimension, List<Point>> curves = new LinkedHashMap<>();
    for (Dimension dimension : dimensions.isEmpty() ? List.of(Dimension.values()) : dimensions) {
      List<Point> curve = measure(dimension, header.pace());
      if (!curve.isEmpty()) {
        curves.put(dimension, curve);
        GrowthChart.write(dimension, curve, output.folder());
      }
    }
    String markdown = markdown(header, curves);
    output.report("growth").write(header.facts(), curves, markdown);
    System.out.println(markdown);
    return curves.isEmpty() ? 1 : 0;
  }

  /** All points of a curve take turns. */
  private List<Point> measure(Dimension dimension, Pace pace) {
    List<Turns> all = new ArrayList<>();
    try {
      for (int value : dimension.points()) {
        Workload workload = dimension.workload(value);
        System.err.printf("benchmarks: %s: %s%n", dimension.title(), workload.description());
        int count = dimension == Dimension.THREADS ? value : threads;
        all.add(
            Turns.prepare(
                Installation.current(), List.of(Entrant.parse(contender, count)), workload, pace));
      }
      for (int round = 0; round < pace.rounds(); round++) {
        all.forEach(Turns::round);
      }
      List<Point> curve = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        int value = dimension.points().get(i);
        all.get(i).results().forEach(m -> curve.add(new Point(value, m.milliseconds())));
      }
      return curve;
    } finally {
      all.forEach(Turns::close);
    }
  }

  private String markdown(Header header, Map<Dimension, List<Point>> curves) {
    StringBuilder text = new StringBuilder();
    text.append("# How the cost of a step grows\n\n").append(header.markdown()).append('\n');
    text.append("%s, around the workload %s.%n".formatted(contender, Dimension.BASE.description()));
    curves.forEach(
        (dimension, curve) -> {
          MarkdownTable table = new MarkdownTable(dimension.title(), "ms a step", "quartiles");
          for (Point point : curve) {
            Statistics s = point.milliseconds();
            table.row(
                "%,d".formatted(point.value()),
                ComparisonMarkdown.number(s.median()),
                ComparisonMarkdown.number(s.lowerQuartile())
                    + " – "
                    + ComparisonMarkdown.number(s.upperQuartile()));
          }
          text.append("%n## %s%n%n".formatted(dimension.heading())).append(table);
          text.append("%n![%s](%s)%n".formatted(dimension.heading(), GrowthChart.file(dimension)));
        });
    return text.toString();
  }
}
