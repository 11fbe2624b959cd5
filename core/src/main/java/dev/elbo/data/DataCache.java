package dev.elbo.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The folder that keeps published data sets, a folder a set, the files as published: unpacked, or
 * gzipped with {@code .gz} after the name.
 *
 * @param folder need not exist before something is installed
 */
public record DataCache(Path folder) {

  /**
   * The user's cache: the folder named by the environment variable {@code ELBO_CACHE}; else {@code
   * elbo} in the folder named by {@code XDG_CACHE_HOME}, where that is an absolute path; else
   * {@code .cache/elbo} in the home folder. The library reads the environment here and nowhere
   * else.
   */
  public static DataCache standard() {
    return of(System.getenv(), Path.of(System.getProperty("user.home", "")));
  }

  static DataCache of(Map<String, String> environment, Path home) {
    String own = environment.getOrDefault("ELBO_CACHE", "");
    if (!own.isEmpty()) {
      return new DataCache(Path.of(own));
    }
    String shared = environment.getOrDefault("XDG_CACHE_HOME", "");
    boolean usable = !shared.isEmpty() && Path.of(shared).isAbsolute();
    Path caches = usable ? Path.of(shared) : home.resolve(".cache");
    return new DataCache(caches.resolve("elbo"));
  }

  /** The folder of a set, which need not exist. */
  public Path folder(NamedSet set) {
    return folder.resolve(set.label());
  }

  /** Where a file is, plain or gzipped. Its content is not looked at. */
  public Optional<Path> find(NamedSet set, PublishedFile file) {
    return find(set, file.name());
  }

  private Optional<Path> find(NamedSet set, String file) {
    return Stream.of(file, file + ".gz")
        .map(folder(set)::resolve)
        .filter(Files::isRegularFile)
        .findFirst();
  }

  Path require(NamedSet set, String file) {
    return find(set, file)
        .orElseThrow(
            () ->
                new DataException(
                    "%s: there is no %s; \"elbo data %s\" fetches it"
                        .formatted(folder(set), file, set.label())));
  }

  /**
   * The files of a set that are not there, or whose content has not the published check sum.
   *
   * @throws IOException where a file cannot be read
   */
  public List<PublishedFile> missing(NamedSet set) throws IOException {
    List<PublishedFile> missing = new ArrayList<>();
    for (PublishedFile file : set.files()) {
      Optional<Path> path = find(set, file);
      if (path.isEmpty() || !verified(file, path.get())) {
        missing.add(file);
      }
    }
    return missing;
  }

  private static boolean verified(PublishedFile file, Path path) throws IOException {
    try (Content in = Content.open(path)) {
      return Checksum.copy(in, OutputStream.nullOutputStream(), file.size()).meets(file);
    } catch (DataException damaged) {
      return false;
    }
  }

  /**
   * Puts a verified copy of a file into the cache, unpacked: copied aside in the same folder,
   * checked, then moved into place at once. A file that was there is replaced; on failure it stays
   * as it was, and nothing is left behind.
   *
   * @param content plain or gzipped; closed afterwards
   * @param origin where it comes from, for messages
   * @throws DataException where the content is not the published one; the message has both check
   *     sums
   * @throws IOException where the content cannot be read or the folder not be written
   */
  public void install(NamedSet set, PublishedFile file, InputStream content, String origin)
      throws IOException {
    Path target = folder(set).resolve(file.name());
    Files.createDirectories(folder(set));
    Path aside = folder(set).resolve(file.name() + "." + UUID.randomUUID() + ".part");
    try {
      Checksum found;
      try (Content in = Content.of(origin, content);
          OutputStream out = Files.newOutputStream(aside, StandardOpenOption.CREATE_NEW)) {
        found = Checksum.copy(in, out, file.size());
      }
      if (!found.meets(file)) {
        throw new DataException(
            "%s: this is not the published %s of %s: found %s, expected %d bytes with sha256 %s; nothing was installed: try again or another source"
                .formatted(
                    origin,
                    file.name(),
                    set.label(),
                    found.describe(),
                    file.size(),
                    file.sha256()));
      }
      Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(aside);
    }
  }
}
