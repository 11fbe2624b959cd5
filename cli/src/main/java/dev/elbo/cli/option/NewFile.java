package dev.elbo.cli.option;

import dev.elbo.cli.console.UsageException;
import dev.elbo.data.DataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Files that are about to be written. Nothing is written over unasked. */
public final class NewFile {
  private NewFile() {}

  /**
   * Checks the file of {@code -o} before the work is done and not after it.
   *
   * @param force whether a file that is there may be written over
   * @param endings of which the name must have one
   * @throws UsageException where it has none
   * @throws DataException where the file exists, or its folder does not or is not to be written to
   */
  public static void require(Path file, boolean force, List<String> endings) {
    if (Files.isDirectory(file)) {
      throw new DataException("-o %s: this is a folder; name a file".formatted(file));
    }
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (endings.stream().noneMatch(name::endsWith)) {
      throw new UsageException(
          "-o %s: the name must end in %s".formatted(file, String.join(" or ", endings)));
    }
    if (Files.exists(file) && !force) {
      throw new DataException(
          "-o %s: this file exists; choose another name, or overwrite it with --force"
              .formatted(file));
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw new DataException("-o %s: there is no folder %s".formatted(file, folder));
    }
    if (folder != null && !Files.isWritable(folder)) {
      throw new DataException(
          "-o %s: nothing can be written to the folder %s".formatted(file, folder));
    }
  }

  /** The first that is free of {@code name.ending}, {@code name-2.ending}, … in a folder. */
  public static Path firstFree(Path folder, String name, String ending) {
    Path file = folder.resolve(name + ending);
    for (int number = 2; Files.exists(file); number++) {
      file = folder.resolve(name + "-" + number + ending);
    }
    return file;
  }
}
