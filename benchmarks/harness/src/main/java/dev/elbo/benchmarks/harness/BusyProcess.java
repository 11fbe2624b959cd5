package dev.elbo.benchmarks.harness;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Another process that keeps one core fully busy. */
final class BusyProcess {
  private BusyProcess() {}

  /**
   * Does work while the other process counts.
   *
   * @throws ContenderException where there is no shell to count
   */
  static void beside(Runnable work) {
    Process process = start();
    try {
      work.run();
    } finally {
      stop(process);
    }
  }

  private static Process start() {
    try {
      return new ProcessBuilder("sh", "-c", "while :; do :; done").start();
    } catch (IOException e) {
      throw new ContenderException("no busy process: " + e.getMessage());
    }
  }

  private static void stop(Process process) {
    process.destroyForcibly();
    try {
      process.waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
