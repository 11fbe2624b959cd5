package dev.elbo.cli.fetch;

import dev.elbo.data.DataException;
import dev.elbo.data.PublishedFile;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A {@code .tgz} with the files under their published names, in any folder.
 *
 * @param archive an existing file
 */
public record TarballSource(Path archive) implements Source {

  @Override
  public String name() {
    return archive.toString();
  }

  @Override
  public void fetch(List<PublishedFile> wanted, Receiver receiver) throws IOException {
    try (InputStream in = new BufferedInputStream(unpacked(), 1 << 16);
        TarReader tar = new TarReader(in)) {
      for (Optional<String> entry = tar.next(); entry.isPresent(); entry = tar.next()) {
        String path = entry.orElseThrow();
        for (PublishedFile file : wanted) {
          if (matches(path, file)) {
            receiver.receive(file, tar.content(), archive + ": " + path);
          }
        }
      }
    }
  }

  private InputStream unpacked() throws IOException {
    InputStream file = Files.newInputStream(archive);
    try {
      return new GZIPInputStream(file);
    } catch (ZipException | EOFException e) {
      file.close();
      throw new DataException(
          "%s: this is no .tgz file; give one, or a folder with the four files".formatted(archive),
          e);
    }
  }

  private static boolean matches(String path, PublishedFile file) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.equals(file.name()) || name.equals(file.name() + ".gz");
  }
}
