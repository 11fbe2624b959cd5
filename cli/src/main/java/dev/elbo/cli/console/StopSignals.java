package dev.elbo.cli.console;

import java.util.concurrent.CountDownLatch;

/**
 * Turns Ctrl-C and {@code kill} into an interrupt of this thread, and keeps the process alive until
 * the thread has wound up its work and closed this.
 */
public final class StopSignals implements AutoCloseable {
  private final Thread worker = Thread.currentThread();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "elbo-stop");

  /** From here on signals interrupt the thread. */
  public StopSignals() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void stop() {
    worker.interrupt();
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The process may end. */
  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // it ends already
    }
  }
}
