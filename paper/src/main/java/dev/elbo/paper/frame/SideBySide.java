package dev.elbo.paper.frame;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs parts side by side, each on a thread of its own: two runs of one thread each use two
 * processors better than one run of two. What one finds is on disk as soon as it is done.
 *
 * @param folder where results go
 * @param threads how many run at once
 */
record SideBySide(ResultFolder folder, int threads, RunListener listener) {

  /**
   * Runs the parts, in order.
   *
   * @throws PartsFailedException once all have ended, where some have failed
   */
  void run(List<Part> parts) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    Map<String, Future<?>> futures = new LinkedHashMap<>();
    for (Part part : parts) {
      futures.put(
          part.name(),
          pool.submit(
              () -> {
                run(part);
                return part;
              }));
    }
    pool.shutdown();
    Map<String, Throwable> failures = failures(futures);
    if (!failures.isEmpty()) {
      throw new PartsFailedException(failures, parts.size());
    }
  }

  private void run(Part part) throws IOException {
    listener.started(part.name());
    long start = System.nanoTime();
    try {
      PartContext context =
          new PartContext(
              folder.model(part.name()),
              folder.curve(part.name()),
              (done, text) -> listener.progressed(part.name(), done, text));
      Table table = part.work().run(context);
      double seconds = Math.round((System.nanoTime() - start) * 1e-6) / 1000.0;
      new FinishedPart(part.settings(), seconds, threads, table).write(folder.part(part.name()));
      listener.finished(part.name(), seconds);
    } catch (Throwable e) { // of any kind: the user waits for a word about every part
      listener.failed(part.name(), e);
      throw e;
    }
  }

  private static Map<String, Throwable> failures(Map<String, Future<?>> futures) {
    Map<String, Throwable> failures = new LinkedHashMap<>();
    futures.forEach(
        (name, future) -> {
          try {
            future.get();
          } catch (ExecutionException e) {
            failures.put(name, e.getCause() == null ? e : e.getCause());
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failures.put(name, e);
          }
        });
    return failures;
  }
}
