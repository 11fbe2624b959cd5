package dev.elbo.paper.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.data.DataCache;
import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.data.ImageShape;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaperSetTest {
  @TempDir private Path folder;

  private DataCache cache() {
    return new DataCache(folder);
  }

  private Path folder(PaperSet set) throws IOException {
    return Files.createDirectories(folder.resolve(set.label()));
  }

  @Test
  void digitsAreAlwaysThere() throws IOException {
    assertThat(PaperSet.DIGITS.missing(cache())).isEmpty();
    assertThat(PaperSet.DIGITS.training(cache()).rows()).isEqualTo(PaperSet.DIGITS.trainingRows());
    assertThat(PaperSet.DIGITS.training(cache()).columns()).isEqualTo(PaperSet.DIGITS.columns());
    assertThat(PaperSet.DIGITS.test(cache()).rows()).isEqualTo(359);
    assertThat(PaperSet.DIGITS.validation(cache())).isEmpty();
  }

  @Test
  void facesAsPublished() throws IOException {
    byte[] faces = new byte[1965 * 560];
    new Random(1).nextBytes(faces);
    MatBytes mat = new MatBytes(ByteOrder.LITTLE_ENDIAN);
    Path file = folder(PaperSet.FREY_FACES).resolve("frey_rawface.mat");
    assertThat(PaperSet.FREY_FACES.missing(cache())).isPresent();
    Files.write(file, mat.file(mat.compressed(mat.matrix("ff", 560, 1965, faces))));

    assertThat(PaperSet.FREY_FACES.missing(cache())).isEmpty();
    Dataset training = PaperSet.FREY_FACES.training(cache());
    Dataset test = PaperSet.FREY_FACES.test(cache());
    assertThat(training).hasToString("frey-faces/train (1565 rows × 560 columns)");
    assertThat(test).hasToString("frey-faces/test (400 rows × 560 columns)");
    assertThat(training.imageShape()).contains(new ImageShape(28, 20));
    int source = test.sourceRow(3);
    assertThat(test.value(3, 17)).isEqualTo((faces[source * 560 + 17] & 0xFF) / 255f);
    int[] all =
        IntStream.concat(
                IntStream.range(0, 1565).map(training::sourceRow),
                IntStream.range(0, 400).map(test::sourceRow))
            .sorted()
            .toArray();
    assertThat(all).containsExactly(IntStream.range(0, 1965).toArray());
    int[] testRows = IntStream.range(0, 400).map(test::sourceRow).toArray();
    assertThat(Arrays.hashCode(testRows)).as("the test part never changes").isEqualTo(1103882364);
  }

  @Test
  void bytesWithoutAHeaderMustBeThePublishedOnes() throws IOException {
    Path file = folder(PaperSet.FREY_FACES).resolve("freyfaces_1965x560.u8");
    Files.write(file, new byte[3]);
    assertThatThrownBy(() -> PaperSet.FREY_FACES.training(cache()))
        .isInstanceOf(DataException.class)
        .hasMessage(
            file
                + ": found 3 bytes with sha256"
                + " 709e80c88487a2411e1ee4dfb9f22a861492d20c4765150c0c794abd70f8147c, expected"
                + " 1100400 with 2438ba4f0d2a6bd8bac43de756141eaa33c8d248dd613d464bdb1210d9b7af78;"
                + " get the file again");
  }

  @Test
  void binarizedDigitsAsPublished() throws IOException {
    byte[] pixels = new byte[10_000 * 784];
    Random random = new Random(2);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) random.nextInt(2);
      text.append(pixels[i]).append(i % 784 == 783 ? '\n' : ' ');
    }
    Path file = folder(PaperSet.BINARIZED_MNIST).resolve("binarized_mnist_test.amat");
    Files.writeString(file, text);
    Dataset test = PaperSet.BINARIZED_MNIST.test(cache());
    assertThat(test).hasToString("binarized-mnist/test (10000 rows × 784 columns)");
    assertThat(test.imageShape()).contains(new ImageShape(28, 28));
    for (int i : new int[] {0, 1, 4711, 9999}) {
      for (int j = 0; j < 784; j++) {
        assertThat(test.value(i, j)).isEqualTo(pixels[784 * i + j]);
      }
    }

    assertThat(PaperSet.BINARIZED_MNIST.missing(cache())).isPresent();
    assertThatThrownBy(() -> PaperSet.BINARIZED_MNIST.training(cache()))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(
            folder.resolve("binarized-mnist") + " lacks binarized_mnist_train.amat, ");
  }

  @Test
  void damagedTextIsNamed() throws IOException {
    Path file = folder(PaperSet.BINARIZED_MNIST).resolve("binarized_mnist_valid.amat");
    Files.writeString(file, "0 1 1\n", StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> PaperSet.BINARIZED_MNIST.validation(cache()))
        .isInstanceOf(DataException.class)
        .hasMessage(file + " holds 3 zeros and ones and not 10000 × 784");
    Files.writeString(file, "0 1 2\n", StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> PaperSet.BINARIZED_MNIST.validation(cache()))
        .isInstanceOf(DataException.class)
        .hasMessage(file + ": zeros and ones were expected, not '2'");
  }
}
