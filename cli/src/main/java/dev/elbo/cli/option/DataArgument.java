package dev.elbo.cli.option;

import dev.elbo.AutoEncoder;
import dev.elbo.cli.console.UsageException;
import dev.elbo.data.DataCache;
import dev.elbo.data.DataException;
import dev.elbo.data.DataFiles;
import dev.elbo.data.Dataset;
import dev.elbo.data.NamedSet;
import dev.elbo.data.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * DATA on the command line: the name of a set, or a file.
 *
 * @param word as the user wrote it
 */
public record DataArgument(String word) {
  /** What {@code elbo train} trains on where nothing else was said. */
  public static final DataArgument DEFAULT = new DataArgument(NamedSet.DIGITS.label());

  /** How the names of tables end, gzipped or not. */
  private static final List<String> TABLES =
      List.of(".csv", ".tsv", ".txt", ".data", ".parquet", ".json", ".jsonl", ".ndjson");

  /** How the names of files of plain numbers end. */
  private static final List<String> NUMBERS = List.of(".npy", ".npz");

  /** From the word on the command line. */
  public static DataArgument parse(String word) {
    return new DataArgument(word);
  }

  /** The named set, where it is one. A file of such a name is reached as {@code ./digits}. */
  public Optional<NamedSet> namedSet() {
    return NamedSet.find(word);
  }

  /**
   * Whether it names the files of a table: by their endings, or by a pattern that stands for many.
   */
  public boolean isTable() {
    if (namedSet().isPresent()) {
      return false;
    }
    String name = word.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
    return TABLES.stream().anyMatch(name::endsWith);
  }

  /** Whether it is a named set, or a file of plain numbers by its ending. */
  boolean isNumbers() {
    return namedSet().isPresent()
        || NUMBERS.stream().anyMatch(word.toLowerCase(Locale.ROOT)::endsWith);
  }

  /**
   * Reads the rows.
   *
   * @param split the part asked for with {@code --split}, if any; files have no parts
   * @param usual the part of a named set where none was asked for
   * @throws UsageException where a part of a file is asked for
   * @throws dev.elbo.data.DataException where the data are missing or damaged
   */
  public Dataset load(@Nullable Part split, Part usual) throws IOException {
    Optional<NamedSet> set = namedSet();
    if (set.isPresent()) {
      return set.get().load(split == null ? usual : split, DataCache.standard());
    }
    Path file = Path.of(word);
    if (!Files.exists(file)) {
      throw new DataException(
          "%s: there is no such file, nor a set of this name; the sets are %s"
              .formatted(word, names()));
    }
    if (split != null && split != Part.ALL) {
      throw new UsageException(
          "--split %s: %s is a file, and a file has no parts; leave --split out or name one of the sets %s"
              .formatted(split.lowerCaseName(), word, names()));
    }
    return DataFiles.read(file);
  }

  /**
   * The named set that a model was trained on.
   *
   * @throws UsageException where it was trained on a file
   */
  static DataArgument trainedOn(AutoEncoder model) {
    String name = model.data().name();
    return Arrays.stream(NamedSet.values())
        .map(NamedSet::label)
        .filter(label -> name.equals(label) || name.startsWith(label + "/"))
        .findFirst()
        .map(DataArgument::new)
        .orElseThrow(
            () ->
                new UsageException(
                    "DATA is missing: the model was trained on %s, which is none of the sets %s; put the file to read after MODEL"
                        .formatted(name, names())));
  }

  private static String names() {
    return Arrays.stream(NamedSet.values()).map(NamedSet::label).collect(Collectors.joining(", "));
  }
}
