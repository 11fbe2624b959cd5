package dev.elbo.benchmarks.harness;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** A comparison for readers. */
final class ComparisonMarkdown {
  private ComparisonMarkdown() {}

  static String of(Header header, List<Comparison> comparisons) {
    StringBuilder text = new StringBuilder("# Side by side\n\n").append(header.markdown());
    versions(comparisons).forEach(line -> text.append("- ").append(line).append('\n'));
    text.append("\n## Each contender at its fastest setting against the first\n\n");
    text.append(
        "Medians over rounds of the pairwise ratios of median steps: above 1, the first is");
    text.append(" faster.\n\n");
    text.append(ratios(comparisons, Comparison::bestAgainstFirst));
    text.append("\n## One thread against more\n\n");
    text.append(ratios(comparisons, Comparison::threadScaling));
    text.append("\n## Milliseconds a step\n\n");
    text.append("Of each turn the median step; here the median and the spread over turns.\n\n");
    text.append(milliseconds(comparisons));
    failures(text, comparisons);
    return text.toString();
  }

  private static Set<String> versions(List<Comparison> comparisons) {
    Set<String> lines = new TreeSet<>();
    for (Comparison comparison : comparisons) {
      comparison.measured().forEach(m -> lines.add(m.name() + ": " + m.versions()));
    }
    return lines;
  }

  private interface Choice {
    List<Comparison.Ratio> of(Comparison comparison);
  }

  private static MarkdownTable ratios(List<Comparison> comparisons, Choice choice) {
    MarkdownTable table =
        new MarkdownTable(
            "workload", "contender", "against", "ratio", "quartiles", "least", "most");
    for (Comparison comparison : comparisons) {
      for (Comparison.Ratio ratio : choice.of(comparison)) {
        Statistics s = ratio.ratio();
        table.row(
            comparison.workload().name(),
            ratio.slower() + " × " + ratio.slowerThreads(),
            ratio.faster() + " × " + ratio.fasterThreads(),
            "**%s**".formatted(number(s.median())),
            number(s.lowerQuartile()) + " – " + number(s.upperQuartile()),
            number(s.least()),
            number(s.largest()));
      }
    }
    return table;
  }

  private static MarkdownTable milliseconds(List<Comparison> comparisons) {
    MarkdownTable table =
        new MarkdownTable(
            "workload", "contender", "threads", "median", "quartiles", "least", "most", "nats");
    for (Comparison comparison : comparisons) {
      for (Measured m : comparison.measured()) {
        Statistics s = m.milliseconds();
        table.row(
            comparison.workload().name(),
            m.name(),
            Integer.toString(m.threads()),
            "**%s**".formatted(number(s.median())),
            number(s.lowerQuartile()) + " – " + number(s.upperQuartile()),
            number(s.least()),
            number(s.largest()),
            Double.isNaN(m.objective()) ? "–" : String.format(Locale.ROOT, "%.1f", m.objective()));
      }
    }
    return table;
  }

  private static void failures(StringBuilder text, List<Comparison> comparisons) {
    StringBuilder lines = new StringBuilder();
    for (Comparison comparison : comparisons) {
      for (Turns.Failure failure : comparison.failures()) {
        lines.append("- %s: %s%n".formatted(comparison.workload().name(), failure.message()));
      }
    }
    if (!lines.isEmpty()) {
      text.append("\n## Left out\n\n").append(lines);
    }
  }

  /** Three significant digits. */
  static String number(double value) {
    int decimals = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : value >= 0.1 ? 3 : 4;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
