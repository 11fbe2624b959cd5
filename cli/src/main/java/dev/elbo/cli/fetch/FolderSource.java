package dev.elbo.cli.fetch;

import dev.elbo.data.DataException;
import dev.elbo.data.PublishedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder with the files under their published names, gzipped or not, in itself or where other
 * tools put them below it.
 *
 * @param folder need not exist
 */
public record FolderSource(Path folder) implements Source {
  private static final List<String> BELOW =
      List.of(
          "",
          "raw",
          "MNIST/raw",
          "FashionMNIST/raw",
          "mnist",
          "fashion-mnist",
          "data",
          "package/data");

  @Override
  public String name() {
    return folder.toString();
  }

  @Override
  public void fetch(List<PublishedFile> wanted, Receiver receiver) throws IOException {
    for (PublishedFile file : wanted) {
      Path found =
          find(file)
              .orElseThrow(
                  () -> new DataException("%s: there is no %s".formatted(folder, file.name())));
      receiver.receive(file, Files.newInputStream(found), found.toString());
    }
  }

  /** Some copies have a dot before the {@code idx3} of the name. */
  private Optional<Path> find(PublishedFile file) {
    String dotted = file.name().replace("-idx", ".idx");
    return BELOW.stream()
        .map(folder::resolve)
        .flatMap(
            place ->
                Stream.of(file.name(), file.name() + ".gz", dotted, dotted + ".gz")
                    .map(place::resolve))
        .filter(Files::isRegularFile)
        .findFirst();
  }
}
