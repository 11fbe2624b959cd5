package dev.elbo.benchmarks.tables;

import dev.elbo.benchmarks.harness.MarkdownTable;
import dev.elbo.benchmarks.tables.AdbenchCommand.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** The results of {@link AdbenchCommand} to read: a table a setting, a row a set. */
final class AdbenchTables {
  private AdbenchTables() {}

  static String of(List<Found> results) {
    StringBuilder text = new StringBuilder("# Anomalies in the sets of ADBench\n");
    for (Setting setting : Setting.values()) {
      List<Found> own = results.stream().filter(r -> r.setting() == setting).toList();
      if (!own.isEmpty()) {
        text.append("\nLearnt from ")
            .append(setting.words())
            .append(": ROC AUC / average precision, means over ")
            .append(own.stream().map(Found::seed).distinct().count())
            .append(" seeds.\n\n")
            .append(table(own));
      }
    }
    return text.toString();
  }

  private static MarkdownTable table(List<Found> results) {
    List<String> detectors = results.stream().map(Found::detector).distinct().toList();
    List<String> sets = results.stream().map(Found::set).distinct().sorted().toList();
    List<String> heads = new ArrayList<>(List.of("set"));
    heads.addAll(detectors);
    MarkdownTable table = new MarkdownTable(heads.toArray(String[]::new));
    for (String set : sets) {
      table.row(row(set, detectors, results, r -> r.set().equals(set)));
    }
    return table.row(row("mean", detectors, results, r -> true));
  }

  private static String[] row(
      String name, List<String> detectors, List<Found> results, Predicate<Found> own) {
    List<String> cells = new ArrayList<>(List.of(name));
    for (String detector : detectors) {
      List<Found> found =
          results.stream().filter(r -> r.detector().equals(detector)).filter(own).toList();
      cells.add(
          String.format(
              Locale.ROOT,
              "%.3f / %.3f",
              found.stream().mapToDouble(r -> r.figures().rocAuc()).average().orElseThrow(),
              found.stream()
                  .mapToDouble(r -> r.figures().averagePrecision())
                  .average()
                  .orElseThrow()));
    }
    return cells.toArray(String[]::new);
  }
}
