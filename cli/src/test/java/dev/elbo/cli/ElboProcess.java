package dev.elbo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.cli.console.StandardStreams;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Starts the command line as a user does: another JVM, arguments, standard streams, an exit code.
 *
 * @param folder the process's working folder
 */
record ElboProcess(Path folder) {

  /** What a run left. */
  record Result(int code, String out, String err) {

    Result succeeded() {
      assertThat(code).as("exit code; standard error: %s", err).isZero();
      return this;
    }

    /** Standard output as exactly one JSON object. */
    JsonNode json() {
      assertThat(out.lines()).as("lines of standard output").hasSize(1);
      return JsonMapper.shared().readTree(out);
    }
  }

  Result run(String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile("elbo-test", ".out");
    Path err = Files.createTempFile("elbo-test", ".err");
    try {
      Process process =
          builder(arguments).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      process.getOutputStream().close();
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
      return new Result(process.waitFor(), Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  /** A process that is not yet started, its streams unread. */
  ProcessBuilder builder(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Elbo.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.put("ELBO_CACHE", folder.resolve("cache").toString());
    environment.remove("JAVA_TOOL_OPTIONS");
    return builder;
  }

  /** Runs without a process: for many short checks that write nothing. */
  static Result inThisProcess(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = Elbo.run(new StandardStreams(out, err, StandardCharsets.UTF_8), arguments);
    return new Result(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
