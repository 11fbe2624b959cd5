package dev.elbo.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What ran the benchmarks.
 *
 * @param system name and version
 * @param processor model
 * @param processors how many the JVM sees
 * @param features of the processor that matter to products
 * @param memory in GiB
 * @param java virtual machine and version
 */
public record Machine(
    String system,
    String processor,
    int processors,
    List<String> features,
    double memory,
    String java) {
  private static final Path CPU = Path.of("/proc/cpuinfo");
  private static final Path MEMORY = Path.of("/proc/meminfo");

  /** Copies the features. */
  public Machine {
    features = List.copyOf(features);
  }

  /** This one. */
  public static Machine current() {
    List<String> cpu = lines(CPU);
    return new Machine(
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        value(cpu, "model name"),
        Runtime.getRuntime().availableProcessors(),
        features(value(cpu, "flags")),
        gibibytes(value(lines(MEMORY), "MemTotal")),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      // Not Linux: the report says so.
      return List.of();
    }
  }

  static String value(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .findFirst()
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .orElse("unknown");
  }

  static List<String> features(String flags) {
    return Arrays.stream(flags.split(" ", -1))
        .filter(flag -> flag.matches("avx.*|amx.*|fma|f16c|avx512.*"))
        .sorted()
        .toList();
  }

  private static double gibibytes(String kilobytes) {
    String number = kilobytes.replaceAll("\\D", "");
    return number.isEmpty() ? Double.NaN : Math.round(Long.parseLong(number) / 104857.6) / 10.0;
  }

  /** One line for a report. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "%s, %d processors (%s), %.1f GiB, %s, %s",
        processor,
        processors,
        String.join(" ", features),
        memory,
        system,
        java);
  }
}
