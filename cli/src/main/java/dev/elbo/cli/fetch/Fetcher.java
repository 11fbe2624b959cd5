package dev.elbo.cli.fetch;

import dev.elbo.data.DataCache;
import dev.elbo.data.DataException;
import dev.elbo.data.NamedSet;
import dev.elbo.data.PublishedFile;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Puts verified copies of a set's files into the cache, from the first places that have them.
 *
 * @param cache where to
 * @param log told each step, one line each
 */
public record Fetcher(DataCache cache, Consumer<String> log) {

  /**
   * Tries places in order until nothing is missing.
   *
   * @return what each place that failed said, where something is still missing; empty on success
   * @throws IOException where the cache itself cannot be read
   */
  public Optional<List<String>> fetch(NamedSet set, List<Source> sources) throws IOException {
    List<String> failures = new ArrayList<>();
    List<PublishedFile> missing = cache.missing(set);
    for (Source source : sources) {
      if (missing.isEmpty()) {
        break;
      }
      log.accept("trying " + source.name());
      try {
        source.fetch(
            missing,
            (file, content, origin) -> {
              cache.install(set, file, content, origin);
              log.accept("got %s, %,d bytes, checked".formatted(file.name(), file.size()));
            });
        missing = cache.missing(set);
        if (!missing.isEmpty()) {
          fail(failures, source, "there is no " + missing.get(0).name());
        }
      } catch (IOException | DataException e) {
        fail(failures, source, reason(e));
        missing = cache.missing(set);
      }
    }
    return missing.isEmpty() ? Optional.empty() : Optional.of(failures);
  }

  private void fail(List<String> failures, Source source, String reason) {
    String failure =
        reason.startsWith(source.name()) ? reason : "%s: %s".formatted(source.name(), reason);
    failures.add(failure);
    log.accept("no luck: " + failure);
  }

  private static String reason(Exception e) {
    if (e instanceof UnknownHostException) {
      return "this host is not known here";
    }
    if (e instanceof SocketTimeoutException) {
      return "no answer in time";
    }
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
