package dev.elbo.paper.frame;

import dev.elbo.linalg.Kernels;
import dev.elbo.persist.Version;
import dev.elbo.picture.Picture;
import dev.elbo.picture.text.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code summary.md}: what was found, with which settings, in what time, and what is different. */
record SummaryPage(
    Experiment experiment,
    Budget budget,
    Map<String, FinishedPart> parts,
    Report report,
    List<Picture> pictures) {

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("# " + experiment.title());
    lines.add("");
    lines.add(
        "`elbo reproduce %s --budget %s`, Elbo %s"
            .formatted(experiment.name(), budget.word(), Version.current()));
    section(lines, "Results", report.results());
    for (Picture picture : pictures) {
      lines.add("");
      lines.add("![%s](%s)".formatted(picture.title(), picture.file().getFileName()));
      lines.add("");
      lines.add(picture.caption());
    }
    section(lines, "Settings", settings());
    section(lines, "Wall-clock", wallClock());
    section(
        lines,
        "Deviations",
        report.deviations().stream().map(text -> "- " + text).collect(Collectors.joining("\n")));
    return lines;
  }

  private static void section(List<String> lines, String title, String text) {
    lines.addAll(List.of("", "## " + title, "", text.stripTrailing()));
  }

  /** What all parts have in common, then what tells them apart. */
  private String settings() {
    Set<String> names = new LinkedHashSet<>();
    parts.values().forEach(part -> names.addAll(part.settings().values().keySet()));
    List<List<String>> common = new ArrayList<>();
    List<String> own = new ArrayList<>();
    for (String name : names) {
      List<String> values =
          parts.values().stream().map(part -> value(part, name)).distinct().toList();
      if (values.size() == 1) {
        common.add(List.of(name, values.get(0)));
      } else {
        own.add(name);
      }
    }
    String text = Markdown.table(List.of("setting", "all parts"), common);
    return own.isEmpty() ? text : text + "\n" + settings(own);
  }

  private String settings(List<String> names) {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    parts.forEach(
        (name, part) -> {
          List<String> row = new ArrayList<>(List.of(name));
          names.forEach(setting -> row.add(value(part, setting)));
          rows.put(name, row);
        });
    List<String> head = new ArrayList<>(List.of("part"));
    head.addAll(names);
    return Markdown.table(head, List.copyOf(rows.values()));
  }

  private static String value(FinishedPart part, String setting) {
    return part.settings().values().getOrDefault(setting, "–");
  }

  private String wallClock() {
    List<List<String>> rows = new ArrayList<>();
    double total = 0;
    for (Map.Entry<String, FinishedPart> entry : parts.entrySet()) {
      FinishedPart part = entry.getValue();
      total += part.seconds();
      rows.add(
          List.of(
              entry.getKey(),
              Numbers.seconds(part.seconds()),
              Integer.toString(part.sideBySide())));
    }
    rows.add(List.of("together", Numbers.seconds(total), ""));
    return Markdown.table(List.of("part", "one thread for", "parts side by side"), rows)
        + "\n"
        + machine();
  }

  private static String machine() {
    return "This page was written on a machine of %s, %s, Java %s; matrix products by %s."
        .formatted(
            Numbers.counted(Runtime.getRuntime().availableProcessors(), "processor"),
            System.getProperty("os.arch"),
            System.getProperty("java.version"),
            Kernels.engine());
  }
}
