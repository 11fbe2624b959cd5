package dev.elbo.benchmarks.harness;

import dev.elbo.benchmarks.protocol.Race;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "end-to-end",
    mixinStandardHelpOptions = true,
    description = "Seconds from process start until MNIST's test bound is reached.")
final class EndToEndCommand implements Callable<Integer> {
  @Option(
      names = "--mnist",
      required = true,
      paramLabel = "FOLDER",
      description = "Folder with the four idx files, gzipped or not.")
  private Path mnist = Path.of("mnist");

  @Option(
      names = "--target",
      defaultValue = "-105",
      paramLabel = "NATS",
      description = "Mean bound of the 10,000 test rows, L = 1 (${DEFAULT-VALUE}).")
  private double target;

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

  @Option(
      names = "--most-epochs",
      defaultValue = "100",
      paramLabel = "N",
      description = "Epochs after which a contender gives up (${DEFAULT-VALUE}).")
  private int mostEpochs;

  @Mixin private OutputOptions output = new OutputOptions();

  /**
   * The end of an epoch.
   *
   * @param number counted from 1
   * @param seconds since the process was started
   * @param testBound in nats
   */
  record Epoch(int number, double seconds, double testBound) {}

  /**
   * How a contender ran.
   *
   * @param name contender and options
   * @param threads of it
   * @param versions as it said itself
   * @param reached whether the last epoch reached the target
   * @param epochs in order
   */
  record Run(String name, int threads, String versions, boolean reached, List<Epoch> epochs) {}

  @Override
  public Integer call() throws IOException {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("date", LocalDate.now(ZoneOffset.UTC).toString());
    facts.put("machine", Machine.current());
    facts.put("target", target);
    List<String> names = contenders.isEmpty() ? List.of("elbo", "libtorch") : contenders;
    List<Run> runs = new ArrayList<>();
    for (String name : names) {
      Entrant entrant = Entrant.parse(name, threads);
      try {
        runs.add(run(entrant));
      } catch (ContenderException e) {
        System.err.println("benchmarks: left out: " + e.getMessage());
      }
    }
    String markdown = markdown(runs);
    output.report("end-to-end").write(facts, runs, markdown);
    System.out.println(markdown);
    return runs.isEmpty() ? 1 : 0;
  }

  private Run run(Entrant entrant) {
    List<Epoch> epochs = new ArrayList<>();
    Race race = new Race(mnist.toAbsolutePath(), target, threads, mostEpochs);
    long start = System.nanoTime();
    try (Conversation conversation = Installation.current().start(entrant, race)) {
      String versions = conversation.awaitReady();
      for (String line = conversation.next();
          line.startsWith("epoch ");
          line = conversation.next()) {
        double seconds = (System.nanoTime() - start) * 1e-9;
        String[] words = line.split(" ", -1);
        Epoch epoch = new Epoch(Integer.parseInt(words[1]), seconds, Double.parseDouble(words[2]));
        epochs.add(epoch);
        System.err.printf(
            Locale.ROOT,
            "benchmarks: %s: epoch %d, %.1f s, test bound %.2f nats%n",
            entrant.label(),
            epoch.number(),
            epoch.seconds(),
            epoch.testBound());
      }
      boolean reached = !epochs.isEmpty() && epochs.get(epochs.size() - 1).testBound() >= target;
      return new Run(entrant.name(), threads, versions, reached, epochs);
    }
  }

  private String markdown(List<Run> runs) {
    MarkdownTable table =
        new MarkdownTable("contender", "threads", "seconds", "epochs", "test bound, nats");
    for (Run run : runs) {
      Epoch last = run.epochs().get(run.epochs().size() - 1);
      table.row(
          run.name(),
          Integer.toString(run.threads()),
          run.reached() ? String.format(Locale.ROOT, "**%.1f**", last.seconds()) : "not reached",
          Integer.toString(last.number()),
          String.format(Locale.ROOT, "%.2f", last.testBound()));
    }
    StringBuilder versions = new StringBuilder();
    runs.forEach(run -> versions.append("- %s: %s%n".formatted(run.name(), run.versions())));
    return """
        # From process start to a test bound of %s nats

        %s, %s.
        MNIST, 784–500–20, minibatch 100, Adam 0.001, dynamic binarisation of training and test rows;
        the 10,000 test rows once after each epoch, L = 1. One run each.

        %s
        %s"""
        .formatted(
            target, LocalDate.now(ZoneOffset.UTC), Machine.current().line(), versions, table);
  }
}
