package dev.elbo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On the real MNIST, in the folder that ELBO_DATA names; skipped elsewhere. */
class MnistTest {
  private DataCache cache = new DataCache(Path.of(""));

  @BeforeEach
  void findData() {
    String folder = System.getenv("ELBO_DATA");
    if (folder == null) {
      System.err.println("MnistTest is skipped: ELBO_DATA does not name a folder of real data");
    }
    assumeTrue(folder != null, "ELBO_DATA is not set");
    cache = new DataCache(Path.of(folder));
    assumeTrue(Files.isDirectory(cache.folder(NamedSet.MNIST)), "ELBO_DATA has no folder mnist");
  }

  @Test
  void theFilesAreThePublishedOnes() throws IOException {
    assertThat(cache.missing(NamedSet.MNIST)).isEmpty();
  }

  @Test
  void partsHaveTheirRows() throws IOException {
    Dataset train = NamedSet.MNIST.load(Part.TRAIN, cache);
    Dataset test = NamedSet.MNIST.load(Part.TEST, cache);
    Dataset all = NamedSet.MNIST.load(Part.ALL, cache);
    assertThat(train).hasToString("mnist/train (60000 rows × 784 columns)");
    assertThat(test).hasToString("mnist/test (10000 rows × 784 columns)");
    assertThat(all).hasToString("mnist (70000 rows × 784 columns)");
    for (Dataset data : new Dataset[] {train, test, all}) {
      assertThat(data.imageShape()).contains(new ImageShape(28, 28));
      assertThat(data.scale()).isEqualTo(255);
    }
    assertThat(train.label(0)).isEqualTo(5);
    assertThat(test.label(0)).isEqualTo(7);
    assertThat(all.label(59_999)).isEqualTo(train.label(59_999));
    assertThat(all.label(60_000)).isEqualTo(7);
    assertThat(all.value(60_000, 7 * 28 + 6)).isEqualTo(test.value(0, 7 * 28 + 6)).isPositive();
  }
}
