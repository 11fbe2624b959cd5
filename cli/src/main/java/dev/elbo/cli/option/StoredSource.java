package dev.elbo.cli.option;

import dev.elbo.cli.console.UsageException;
import dev.elbo.data.Dataset;
import dev.elbo.data.NamedSet;
import dev.elbo.data.Part;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where a run's rows come from, as its checkpoint keeps it: the name of a set and a part of it,
 * such as {@code digits/train}, or the whole path of a file.
 *
 * @param argument DATA, its word empty where a program began the run and did not say
 * @param part of a named set
 */
public record StoredSource(DataArgument argument, Optional<Part> part) {

  /** The words for rows that were read. */
  public static String words(DataArgument argument, Dataset rows) {
    return argument.namedSet().isPresent()
        ? rows.name()
        : Path.of(argument.word()).toAbsolutePath().normalize().toString();
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
        return new StoredSource(new DataArgument(set.label()), Optional.of(Part.ALL));
      }
      Optional<Part> part =
          Arrays.stream(Part.values())
              .filter(p -> words.equals(set.label() + "/" + p.lowerCaseName()))
              .findFirst();
      if (part.isPresent()) {
        return new StoredSource(new DataArgument(set.label()), part);
      }
    }
    return new StoredSource(new DataArgument(words), Optional.empty());
  }
}
