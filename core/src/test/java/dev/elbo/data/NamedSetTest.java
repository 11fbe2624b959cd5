package dev.elbo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedSetTest {
  @TempDir private Path folder;

  private Dataset digits(Part part) throws IOException {
    return NamedSet.DIGITS.load(part, new DataCache(folder));
  }

  private static long[] classCounts(Dataset data) {
    long[] counts = new long[10];
    for (int label : data.labels()) {
      counts[label]++;
    }
    return counts;
  }

  @Test
  void namesAreParsedAndListed() {
    for (NamedSet set : NamedSet.values()) {
      assertThat(NamedSet.parse(set.label())).isEqualTo(set);
    }
    assertThat(NamedSet.parse("fashion-mnist")).isEqualTo(NamedSet.FASHION_MNIST);
    assertThat(NamedSet.find("rows.npy")).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NamedSet.parse("cifar"))
        .withMessage("there is no data set \"cifar\"; valid names: digits, mnist, fashion-mnist");
  }

  @Test
  void citationsNameLicences() {
    assertThat(NamedSet.DIGITS.citation())
        .contains("Alpaydin", "Kaynak", "1998", "10.24432/C50P49", "CC BY 4.0", "What was changed");
    assertThat(NamedSet.MNIST.citation()).contains("LeCun", "CC BY-SA 3.0");
    assertThat(NamedSet.FASHION_MNIST.citation()).contains("Xiao", "1708.07747", "MIT");
    assertThat(NamedSet.DIGITS.source()).isEqualTo("bundled: UCI optdigits, CC BY 4.0");
  }

  @Test
  void digitsAreComplete() throws IOException {
    Dataset all = digits(Part.ALL);
    assertThat(all.name()).isEqualTo("digits");
    assertThat(all.rows()).isEqualTo(1797);
    assertThat(all.columns()).isEqualTo(64);
    assertThat(all.scale()).isEqualTo(16);
    assertThat(all.imageShape()).contains(new ImageShape(8, 8));
    assertThat(classCounts(all)).containsExactly(178, 182, 177, 183, 181, 182, 181, 179, 174, 180);
    Summary summary = all.summary();
    assertThat(summary.minimum()).isZero();
    assertThat(summary.maximum()).isEqualTo(1);
    assertThat(summary.fractional()).isTrue();
    assertThat(summary.outsideUnitInterval()).isEmpty();
    // the first image is a zero: its second pixel row
    assertThat(IntStream.range(8, 16).mapToObj(j -> all.value(0, j) * 16))
        .containsExactly(0f, 0f, 13f, 15f, 10f, 15f, 5f, 0f);
    assertThat(all.label(0)).isZero();
  }

  @Test
  void digitsAreSplitByClassOnceAndForAll() throws IOException {
    Dataset train = digits(Part.TRAIN);
    Dataset test = digits(Part.TEST);
    assertThat(train.name()).isEqualTo("digits/train");
    assertThat(test.name()).isEqualTo("digits/test");
    assertThat(train.rows()).isEqualTo(1438);
    assertThat(test.rows()).isEqualTo(359);
    assertThat(classCounts(test)).containsExactly(36, 36, 35, 37, 36, 36, 36, 36, 35, 36);
    int[] sources =
        IntStream.concat(
                IntStream.range(0, train.rows()).map(train::sourceRow),
                IntStream.range(0, test.rows()).map(test::sourceRow))
            .sorted()
            .toArray();
    assertThat(sources).containsExactly(IntStream.range(0, 1797).toArray());
    int[] testRows = IntStream.range(0, test.rows()).map(test::sourceRow).toArray();
    assertThat(Arrays.hashCode(testRows)).as("the test part never changes").isEqualTo(1010401758);
  }

  @Test
  void setsThatWereNotFetchedSayHowToFetchThem() {
    DataCache cache = new DataCache(folder);
    assertThatThrownBy(() -> NamedSet.FASHION_MNIST.load(Part.TEST, cache))
        .isInstanceOf(DataException.class)
        .hasMessage(
            folder.resolve("fashion-mnist")
                + ": there is no t10k-images-idx3-ubyte; \"elbo data fashion-mnist\" fetches it");
  }

  @Test
  void publishedFiles() {
    assertThat(NamedSet.DIGITS.files()).isEmpty();
    for (NamedSet set : new NamedSet[] {NamedSet.MNIST, NamedSet.FASHION_MNIST}) {
      assertThat(set.files())
          .extracting(PublishedFile::name)
          .containsExactly(
              "train-images-idx3-ubyte",
              "train-labels-idx1-ubyte",
              "t10k-images-idx3-ubyte",
              "t10k-labels-idx1-ubyte");
      assertThat(set.files())
          .extracting(PublishedFile::size)
          .containsExactly(47040016L, 60008L, 7840016L, 10008L);
      assertThat(set.files()).allSatisfy(file -> assertThat(file.sha256()).matches("[0-9a-f]{64}"));
    }
  }
}
