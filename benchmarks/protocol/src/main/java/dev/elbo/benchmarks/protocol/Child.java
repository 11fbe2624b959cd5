package dev.elbo.benchmarks.protocol;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A contender's side of the conversation in {@link Lines}. Its {@code main} is one call. */
public final class Child {
  private final PrintStream out;
  private final BufferedReader in;
  private final Map<String, String> arguments;

  Child(PrintStream out, BufferedReader in, Map<String, String> arguments) {
    this.out = out;
    this.in = in;
    this.arguments = arguments;
  }

  /**
   * Talks until the harness has no more requests, then ends the process.
   *
   * @param library made here, so that what its class initialisation says becomes a message
   * @param args {@code name=value} each
   */
  public static void serve(Supplier<Library> library, String[] args) {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    // What libraries print belongs to the error stream.
    System.setOut(System.err);
    Map<String, String> arguments =
        Arrays.stream(args)
            .map(argument -> argument.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    boolean well = new Child(out, in, arguments).converse(library);
    // Not by returning: native libraries keep threads.
    System.exit(well ? 0 : 1);
  }

  /** Whether all went well; else the harness was told what did not. */
  @SuppressWarnings("CatchingUnchecked") // natives fail with errors of many kinds
  boolean converse(Supplier<Library> library) {
    try {
      if (arguments.containsKey(Lines.WORKLOAD)) {
        steps(library.get());
      } else {
        race(library.get());
      }
      return true;
    } catch (Exception | LinkageError | OutOfMemoryError e) {
      say("failed " + message(e));
      if (!(e instanceof UnsupportedOperationException)) {
        e.printStackTrace();
      }
      return false;
    }
  }

  private static String message(Throwable e) {
    String message = e.getMessage();
    String text =
        e instanceof UnsupportedOperationException || e instanceof IllegalArgumentException
            ? String.valueOf(message)
            : e.toString();
    return text.lines().findFirst().orElse(e.getClass().getName());
  }

  private void steps(Library library) throws IOException {
    Workload workload = Workload.parse(argument(Lines.WORKLOAD));
    try (Stepper stepper = library.prepare(workload, setting())) {
      say("ready " + library.versions());
      for (String line = request(); line != null; line = request()) {
        String[] words = line.split(" ", -1);
        switch (words[0]) {
          case "steps" -> say("times " + times(stepper, Integer.parseInt(words[1])));
          case "objective" -> say("objective " + stepper.objective());
          default -> throw new IllegalArgumentException("unknown request \"" + line + "\"");
        }
      }
    }
  }

  /** The next request; null for none. */
  private @Nullable String request() throws IOException {
    String line = in.readLine();
    return line == null || line.equals("quit") ? null : line;
  }

  private static String times(Stepper stepper, int steps) {
    long[] nanos = new long[steps];
    stepper.step(nanos);
    return Arrays.stream(nanos).mapToObj(Long::toString).collect(Collectors.joining(" "));
  }

  private void race(Library library) throws IOException {
    Race race =
        new Race(
            Path.of(argument(Lines.MNIST)),
            Double.parseDouble(argument(Lines.TARGET)),
            setting().threads(),
            Integer.parseInt(argument(Lines.EPOCHS)));
    say("ready " + library.versions());
    library.race(
        race,
        (number, bound) -> {
          say(String.format(Locale.ROOT, "epoch %d %.4f", number, bound));
          return bound < race.target();
        });
    say("finished");
  }

  private Setting setting() {
    Map<String, String> options = new HashMap<>();
    arguments.forEach(
        (name, value) -> {
          if (name.startsWith(Lines.OPTION)) {
            options.put(name.substring(Lines.OPTION.length()), value);
          }
        });
    return new Setting(Integer.parseInt(argument(Lines.THREADS)), options);
  }

  private String argument(String name) {
    String value = arguments.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "a contender needs the argument %s=…, found %s".formatted(name, arguments.keySet()));
    }
    return value;
  }

  private void say(String line) {
    out.println(Lines.MARK + line);
  }
}
