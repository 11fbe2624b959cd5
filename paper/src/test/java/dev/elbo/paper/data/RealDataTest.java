package dev.elbo.paper.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.elbo.data.DataCache;
import dev.elbo.data.Dataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On the real sets, in the folder that ELBO_DATA names; skipped elsewhere. */
class RealDataTest {
  private DataCache cache = new DataCache(Path.of(""));

  @BeforeEach
  void findData() {
    String folder = System.getenv("ELBO_DATA");
    if (folder == null) {
      System.err.println("RealDataTest is skipped: ELBO_DATA does not name a folder of real data");
    }
    assumeTrue(folder != null, "ELBO_DATA is not set");
    cache = new DataCache(Path.of(folder));
  }

  private void assume(PaperSet set) throws IOException {
    assumeTrue(set.missing(cache).isEmpty(), "ELBO_DATA has no " + set.label());
  }

  @Test
  void faces() throws IOException {
    assume(PaperSet.FREY_FACES);
    Dataset training = PaperSet.FREY_FACES.training(cache);
    assertThat(training.rows()).isEqualTo(PaperSet.FREY_FACES.trainingRows());
    double mean = Arrays.stream(training.columnMeans()).average().orElseThrow();
    assertThat(mean).isCloseTo(0.605, within(0.005)); // as others have measured
  }

  /** The same digits as MNIST's, so pixels are on as often as MNIST's are bright. */
  @Test
  void binarizedDigits() throws IOException {
    assume(PaperSet.BINARIZED_MNIST);
    Dataset training = PaperSet.BINARIZED_MNIST.training(cache);
    assertThat(training.rows()).isEqualTo(50_000);
    assertThat(PaperSet.BINARIZED_MNIST.validation(cache).orElseThrow().rows()).isEqualTo(10_000);
    assertThat(PaperSet.BINARIZED_MNIST.test(cache).rows()).isEqualTo(10_000);
    double mean = Arrays.stream(training.columnMeans()).average().orElseThrow();
    assertThat(mean).isCloseTo(0.1307, within(0.001));
    assume(PaperSet.MNIST);
    double[] grey = PaperSet.MNIST.training(cache).columnMeans();
    double[] binary = training.columnMeans();
    for (int j = 0; j < grey.length; j++) {
      assertThat(binary[j]).as("pixel %d", j).isCloseTo(grey[j], within(0.02));
    }
  }
}
