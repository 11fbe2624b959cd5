package dev.elbo.benchmarks.harness;

import dev.elbo.benchmarks.protocol.Lines;
import dev.elbo.benchmarks.protocol.Race;
import dev.elbo.benchmarks.protocol.Workload;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the contenders were built.
 *
 * @param folder the module {@code benchmarks}
 */
public record Installation(Path folder) {
  private static final String HOME = "benchmarks.home";

  /** As the start script says. */
  public static Installation current() {
    return new Installation(Path.of(System.getProperty(HOME, "benchmarks")));
  }

  /** Starts an entrant on a workload; it is still building its model when this returns. */
  public Conversation start(Entrant entrant, Workload workload) {
    return start(entrant, workload, List.of(Lines.WORKLOAD + "=" + workload.encoded()));
  }

  /** Starts an entrant in the race. */
  public Conversation start(Entrant entrant, Race race) {
    return start(
        entrant,
        null,
        List.of(
            Lines.MNIST + "=" + race.mnist(),
            Lines.TARGET + "=" + race.target(),
            Lines.EPOCHS + "=" + race.mostEpochs()));
  }

  private Conversation start(Entrant entrant, @Nullable Workload workload, List<String> arguments) {
    Contender contender = entrant.contender();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(contender.jvmFlags(entrant, workload));
    command.add("-Dorg.bytedeco.javacpp.cachedir=" + natives(entrant));
    command.addAll(List.of("-cp", classPath(contender), contender.mainClass()));
    command.add(Lines.THREADS + "=" + entrant.threads());
    command.addAll(arguments);
    contender
        .programOptions(entrant.options())
        .forEach((name, value) -> command.add(Lines.OPTION + name + "=" + value));
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("OMP_") || name.startsWith("MKL_"));
    environment.putAll(contender.environment(entrant.threads()));
    return Conversation.start(entrant.label(), builder);
  }

  /**
   * Where JavaCPP unpacks native libraries. Not where all programs of this user do: with another
   * BLAS than its own it leaves links there that change what everybody else loads.
   */
  private Path natives(Entrant entrant) {
    String name = "natives-" + entrant.name().replaceAll("[^\\w-]+", "-");
    return folder.resolve(entrant.contender().module()).resolve("target").resolve(name);
  }

  private String classPath(Contender contender) {
    Path target = folder.resolve(contender.module()).resolve("target");
    Path jar = target.resolve("elbo-benchmarks-%s.jar".formatted(contender.module()));
    Path others = target.resolve("class.path");
    if (!Files.exists(jar) || !Files.exists(others)) {
      throw new ContenderException(
          "%s is not built: %s is missing; run mvn -Pbenchmarks -Dquick package"
              .formatted(contender, Files.exists(jar) ? others : jar));
    }
    try {
      return jar + File.pathSeparator + Files.readString(others).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + others, e);
    }
  }
}
