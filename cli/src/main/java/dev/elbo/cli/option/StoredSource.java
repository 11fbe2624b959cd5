package dev.elbo.cli.option;

import dev.elbo.cli.console.UsageException;
import dev.elbo.data.Dataset;
import dev.elbo.data.NamedSet;
import dev.elbo.data.Part;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where a run's rows come from, as its checkpoint keeps it: the name of a set and a part of it,
 * such as {@code digits/train}, or the whole path of a file; of a table also how it is read.
 *
 * @param argument DATA, its word empty where there is none, or a program began the run and did not
 *     say
 * @param part of a named set
 * @param how options by which a table is read
 */
public record StoredSource(DataArgument argument, Optional<Part> part, List<String> how) {
  /** Between DATA and the options of a table: a character that is in neither. */
  private static final String BETWEEN = "\u001f";

  public StoredSource {
    how = List.copyOf(how);
  }

  /** The words for rows that were read. */
  public static String words(DataArgument argument, Dataset rows) {
    return argument.namedSet().isPresent() ? rows.name() : path(argument);
  }

  /** The words for a table that was read; none for one in a database. */
  public static String words(Optional<DataArgument> argument, TableOptions table) {
    if (table.inDatabase()) {
      return "";
    }
    List<String> words = new ArrayList<>();
    words.add(argument.map(StoredSource::path).orElse(""));
    words.addAll(table.words());
    return String.join(BETWEEN, words);
  }

  private static String path(DataArgument argument) {
    return Path.of(argument.word()).toAbsolutePath().normalize().toString();
  }

  /**
   * DATA.
   *
   * @throws UsageException where the checkpoint does not say
   */
  public DataArgument require() {
    if (argument.word().isEmpty()) {
      throw new UsageException(
          "DATA is missing: the checkpoint does not say where the run's rows come from; put it before --resume");
    }
    return argument;
  }

  /** From the words in a checkpoint. */
  public static StoredSource parse(String words) {
    for (NamedSet set : NamedSet.values()) {
      if (words.equals(set.label())) {
        return of(new DataArgument(set.label()), Optional.of(Part.ALL));
      }
      Optional<Part> part =
          Arrays.stream(Part.values())
              .filter(p -> words.equals(set.label() + "/" + p.lowerCaseName()))
              .findFirst();
      if (part.isPresent()) {
        return of(new DataArgument(set.label()), part);
      }
    }
    List<String> parts = List.of(words.split(BETWEEN, -1));
    return new StoredSource(
        new DataArgument(parts.get(0)), Optional.empty(), parts.subList(1, parts.size()));
  }

  /** The options by which a table is read. */
  public TableOptions table() {
    return TableOptions.parse(how);
  }

  private static StoredSource of(DataArgument argument, Optional<Part> part) {
    return new StoredSource(argument, part, List.of());
  }
}
