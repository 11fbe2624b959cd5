package dev.elbo.cli.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.elbo.data.DataCache;
import dev.elbo.data.DataException;
import dev.elbo.data.NamedSet;
import dev.elbo.data.PublishedFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetcherTest {
  @TempDir private Path folder;
  private final List<String> log = new ArrayList<>();

  private Fetcher fetcher() {
    return new Fetcher(new DataCache(folder.resolve("cache")), log::add);
  }

  @Test
  void placesAreTriedInOrderAndEachSaysWhatWasWrong() throws IOException {
    Path wrong = Files.createDirectory(folder.resolve("wrong"));
    Files.writeString(wrong.resolve("train-images-idx3-ubyte"), "something else");
    Optional<List<String>> failures =
        fetcher()
            .fetch(
                NamedSet.MNIST,
                List.of(new FolderSource(folder.resolve("nothing")), new FolderSource(wrong)));
    assertThat(failures.orElseThrow()).hasSize(2);
    assertThat(failures.orElseThrow().get(0))
        .isEqualTo(folder.resolve("nothing") + ": there is no train-images-idx3-ubyte");
    assertThat(failures.orElseThrow().get(1))
        .contains("this is not the published train-images-idx3-ubyte of mnist");
    assertThat(log).hasSize(4).element(0).asString().startsWith("trying ");
    try (var files = Files.list(folder.resolve("cache/mnist"))) {
      assertThat(files).as("half files").isEmpty();
    }
  }

  @Test
  void aPathThatIsNotThere() {
    assertThatThrownBy(() -> Sources.at(folder.resolve("x")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("there is no such folder or .tgz file");
  }

  @Test
  void aFileThatIsNoTarball() throws IOException {
    Path rows = Files.writeString(folder.resolve("rows.npy"), "something else");
    assertThat(fetcher().fetch(NamedSet.MNIST, List.of(Sources.at(rows))).orElseThrow())
        .containsExactly(
            rows + ": this is no .tgz file; give one, or a folder with the four files");
  }

  @Test
  void aRealCopyIsInstalledFromAFolder() throws IOException {
    String data = System.getenv("ELBO_DATA");
    assumeTrue(data != null, "ELBO_DATA is unset");
    assertThat(fetcher().fetch(NamedSet.MNIST, List.of(Sources.at(Path.of(data).resolve("mnist")))))
        .isEmpty();
    assertThat(log).hasSize(5);
  }

  @Test
  void entriesOfATarballComeByName() throws IOException {
    Path archive = folder.resolve("package.tgz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(archive))) {
      out.write(tarEntry("package/readme", "not this"));
      out.write(tarEntry("package/data/b", "x".repeat(1000)));
      out.write(tarEntry("package/data/a", "hello"));
      out.write(new byte[1024]);
    }
    List<String> received = new ArrayList<>();
    new TarballSource(archive)
        .fetch(
            List.of(new PublishedFile("a", 5, ""), new PublishedFile("b", 1000, "")),
            (file, content, origin) -> {
              received.add(file.name() + content.readAllBytes().length);
              content.close();
              assertThat(origin).isEqualTo(archive + ": package/data/" + file.name());
            });
    assertThat(received).containsExactly("b1000", "a5");
  }

  @Test
  void aTarThatIsNone() {
    TarReader tar =
        new TarReader(new ByteArrayInputStream("?".repeat(600).getBytes(StandardCharsets.UTF_8)));
    assertThatThrownBy(tar::next)
        .isInstanceOf(IOException.class)
        .hasMessage("this is no tar archive, or a damaged one");
  }

  private static byte[] tarEntry(String name, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    byte[] header = new byte[512];
    byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(nameBytes, 0, header, 0, nameBytes.length);
    byte[] size = "%011o".formatted(bytes.length).getBytes(StandardCharsets.UTF_8);
    System.arraycopy(size, 0, header, 124, size.length);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(header);
    out.writeBytes(bytes);
    out.writeBytes(new byte[(512 - bytes.length % 512) % 512]);
    return out.toByteArray();
  }
}
