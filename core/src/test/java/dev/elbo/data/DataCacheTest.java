package dev.elbo.data;

import static dev.elbo.data.FileBytes.bytes;
import static dev.elbo.data.FileBytes.gzip;
import static dev.elbo.data.FileBytes.idx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCacheTest {
  private static final byte[] CONTENT = "hello".getBytes(StandardCharsets.UTF_8);
  private static final String SHA256 =
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
  private static final PublishedFile FILE = new PublishedFile("hello-ubyte", 5, SHA256);

  @TempDir private Path folder;
  private DataCache cache;

  @BeforeEach
  void open() {
    cache = new DataCache(folder.resolve("cache"));
  }

  private void install(byte[] content) throws IOException {
    cache.install(NamedSet.MNIST, FILE, new ByteArrayInputStream(content), "the mirror");
  }

  private void assertOnly(String... names) throws IOException {
    try (Stream<Path> files = Files.list(cache.folder(NamedSet.MNIST))) {
      assertThat(files.map(path -> path.getFileName().toString())).containsExactly(names);
    }
  }

  @Test
  void plainAndGzippedContentIsInstalledUnpacked() throws IOException {
    for (byte[] content : new byte[][] {CONTENT, gzip(CONTENT)}) {
      install(content);
      assertOnly("hello-ubyte");
      Path path = cache.find(NamedSet.MNIST, FILE).orElseThrow();
      assertThat(path)
          .isEqualTo(folder.resolve("cache/mnist/hello-ubyte"))
          .hasBinaryContent(CONTENT);
    }
  }

  @Test
  void otherContentIsRejectedAndWhatWasThereStays() throws IOException {
    install(CONTENT);
    assertThatThrownBy(() -> install(bytes('h', 'e', 'l', 'l', '0')))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "the mirror: this is not the published hello-ubyte of mnist: found 5 bytes with sha256"
                + " bdeddd433637173928fe7202b663157c9e1881c3e4da1d45e8fff8fb944a4868, expected 5"
                + " bytes with sha256 "
                + SHA256
                + "; nothing was installed: try again or another source");
    assertOnly("hello-ubyte");
    assertThat(cache.find(NamedSet.MNIST, FILE).orElseThrow()).hasBinaryContent(CONTENT);
  }

  @Test
  void contentWithoutEndIsNotFollowed() throws IOException {
    byte[] endless = new byte[10_000_000];
    assertThatThrownBy(() -> install(endless))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("found at least 65536 bytes, expected 5 bytes");
    assertOnly();
  }

  @Test
  void cutDownloadsLeaveNothingBehind() throws IOException {
    byte[] gzipped = gzip(CONTENT);
    assertThatThrownBy(() -> install(Arrays.copyOf(gzipped, gzipped.length - 3)))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("the mirror: the compressed data are damaged or end early");
    assertThatThrownBy(() -> install(bytes()))
        .isInstanceOf(DataException.class)
        .hasMessage("the mirror: the file is empty (0 bytes)");
    InputStream broken =
        new InputStream() {
          private int count;

          @Override
          public int read() throws IOException {
            if (count++ < 3) {
              return 'h';
            }
            throw new IOException("connection reset");
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            buffer[offset] = (byte) read();
            return 1;
          }
        };
    assertThatThrownBy(() -> cache.install(NamedSet.MNIST, FILE, broken, "the mirror"))
        .isInstanceOf(IOException.class)
        .hasMessage("connection reset");
    assertOnly();
  }

  @Test
  void missingFilesAreThoseNotThereAndThoseWithOtherContent() throws IOException {
    assertThat(cache.missing(NamedSet.DIGITS)).isEmpty();
    assertThat(cache.missing(NamedSet.MNIST)).isEqualTo(NamedSet.MNIST.files());
    Path mnist = Files.createDirectories(cache.folder(NamedSet.MNIST));
    Files.write(mnist.resolve("train-labels-idx1-ubyte"), CONTENT);
    Files.write(mnist.resolve("t10k-labels-idx1-ubyte.gz"), bytes(0x1F, 0x8B, 0));
    assertThat(cache.missing(NamedSet.MNIST)).isEqualTo(NamedSet.MNIST.files());
  }

  @Test
  void plainAndGzippedFilesAreLoaded() throws IOException {
    Path mnist = Files.createDirectories(cache.folder(NamedSet.MNIST));
    byte[] images = idx(8, new int[] {2, 28, 28}, new byte[2 * 28 * 28]);
    Files.write(mnist.resolve("train-images-idx3-ubyte.gz"), gzip(images));
    Files.write(mnist.resolve("train-labels-idx1-ubyte"), idx(8, new int[] {2}, bytes(3, 4)));
    Dataset data = NamedSet.MNIST.load(Part.TRAIN, cache);
    assertThat(data).hasToString("mnist/train (2 rows × 784 columns)");
    assertThat(data.labels()).containsExactly(3, 4);

    Files.write(mnist.resolve("t10k-images-idx3-ubyte"), images);
    Files.write(mnist.resolve("t10k-labels-idx1-ubyte"), idx(8, new int[] {2}, bytes(5, 6)));
    assertThat(NamedSet.MNIST.load(Part.ALL, cache).labels()).containsExactly(3, 4, 5, 6);
  }

  @Test
  void labelsOfAnotherSetAreRejected() throws IOException {
    Path mnist = Files.createDirectories(cache.folder(NamedSet.MNIST));
    Path images = mnist.resolve("train-images-idx3-ubyte");
    Path labels = mnist.resolve("train-labels-idx1-ubyte");
    Files.write(images, idx(8, new int[] {2, 28, 28}, new byte[2 * 28 * 28]));
    Files.write(labels, idx(8, new int[] {1}, bytes(3)));
    assertThatThrownBy(() -> NamedSet.MNIST.load(Part.TRAIN, cache))
        .isInstanceOf(DataException.class)
        .hasMessage(
            images
                + " has 2 images, but "
                + labels
                + " has 1 labels: the files do not belong together");
  }

  @Test
  void theStandardFolderComesFromTheEnvironment() {
    Path home = folder.resolve("home");
    String absolute = folder.resolve("caches").toString();
    assertThat(DataCache.of(Map.of(), home).folder()).isEqualTo(home.resolve(".cache/elbo"));
    assertThat(DataCache.of(Map.of("XDG_CACHE_HOME", absolute), home).folder())
        .isEqualTo(folder.resolve("caches/elbo"));
    assertThat(DataCache.of(Map.of("XDG_CACHE_HOME", "relative"), home).folder())
        .isEqualTo(home.resolve(".cache/elbo"));
    assertThat(
            DataCache.of(Map.of("ELBO_CACHE", "mine", "XDG_CACHE_HOME", absolute), home).folder())
        .isEqualTo(Path.of("mine"));
    assertThat(DataCache.of(Map.of("ELBO_CACHE", "", "XDG_CACHE_HOME", ""), home).folder())
        .isEqualTo(home.resolve(".cache/elbo"));
    assertThat(DataCache.standard().folder()).isNotNull();
  }
}
