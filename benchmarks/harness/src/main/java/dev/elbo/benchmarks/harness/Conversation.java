package dev.elbo.benchmarks.harness;

import dev.elbo.benchmarks.protocol.Lines;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The harness's side of the conversation in {@link Lines}. */
public final class Conversation implements AutoCloseable {
  /** No step, start or epoch takes longer, or something hangs. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final Duration TIME_TO_LEAVE = Duration.ofSeconds(5);

  private static final int LAST_LINES = 12;

  /** Stands in the queue behind the last line. */
  private static final String END = "";

  private final String label;
  private final Process process;
  private final BufferedWriter requests;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

  /** The last lines of the error stream. Guarded by itself. */
  private final Deque<String> errors = new ArrayDeque<>();

  private final Thread errorReader;

  private Conversation(String label, Process process) {
    this.label = label;
    this.process = process;
    requests = process.outputWriter();
    daemon(() -> readAnswers(process));
    errorReader = daemon(() -> readErrors(process));
  }

  /**
   * Starts a process to talk to.
   *
   * @throws ContenderException where it cannot be started
   */
  static Conversation start(String label, ProcessBuilder builder) {
    try {
      return new Conversation(label, builder.start());
    } catch (IOException e) {
      throw new ContenderException("%s cannot be started: %s".formatted(label, e.getMessage()));
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "conversation");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void readAnswers(Process process) {
    try (BufferedReader reader = process.inputReader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith(Lines.MARK)) {
          answers.add(line.substring(Lines.MARK.length()));
        }
      }
    } catch (IOException e) {
      // The process is gone, which the end of the answers says.
    }
    answers.add(END);
  }

  private void readErrors(Process process) {
    try (BufferedReader reader = process.errorReader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        synchronized (errors) {
          errors.add(line);
          if (errors.size() > LAST_LINES) {
            errors.remove();
          }
        }
      }
    } catch (IOException e) {
      // As above.
    }
  }

  /** Waits until the contender is ready; what it says about its versions. */
  public String awaitReady() {
    return answer("ready");
  }

  /** Asks for steps; the nanoseconds of each. */
  public long[] steps(int count) {
    ask("steps " + count);
    return Arrays.stream(answer("times").split(" ", -1)).mapToLong(Long::parseLong).toArray();
  }

  /** Asks for the objective. */
  public double objective() {
    ask("objective");
    return Double.parseDouble(answer("objective"));
  }

  /** The next line of a race: {@code epoch …} or {@code finished}. */
  public String next() {
    return receive();
  }

  private void ask(String line) {
    try {
      requests.write(line);
      requests.newLine();
      requests.flush();
    } catch (IOException e) {
      throw failure("does not listen to \"%s\"".formatted(line));
    }
  }

  private String answer(String word) {
    String line = receive();
    if (!line.equals(word) && !line.startsWith(word + " ")) {
      throw failure("said \"%s\" where \"%s …\" was expected".formatted(line, word));
    }
    return line.substring(word.length()).strip();
  }

  private String receive() {
    try {
      String line = answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (line == null) {
        throw failure("gave no answer within %d s".formatted(PATIENCE.toSeconds()));
      }
      if (line.equals(END)) {
        throw ended();
      }
      if (line.startsWith("failed ")) {
        throw new ContenderException(label + ": " + line.substring("failed ".length()));
      }
      return line;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Once its streams are at their end, what it said last is all there. */
  private ContenderException ended() throws InterruptedException {
    process.waitFor(TIME_TO_LEAVE.toSeconds(), TimeUnit.SECONDS);
    errorReader.join(TIME_TO_LEAVE.toMillis());
    return failure(
        process.isAlive()
            ? "closed its output"
            : "ended with exit code %d".formatted(process.exitValue()));
  }

  private ContenderException failure(String what) {
    synchronized (errors) {
      String last = errors.isEmpty() ? "" : "; it last said: " + String.join(" | ", errors);
      return new ContenderException("%s %s%s".formatted(label, what, last));
    }
  }

  /** Asks the contender to leave, and ends it where it does not. */
  @Override
  public void close() {
    try {
      requests.write("quit");
      requests.newLine();
      requests.close();
    } catch (IOException e) {
      // It has left already.
    }
    try {
      if (!process.waitFor(TIME_TO_LEAVE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
