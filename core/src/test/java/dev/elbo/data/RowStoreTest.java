package dev.elbo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.elbo.linalg.Matrix;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowStoreTest {
  private static final int COLUMNS = 7;
  private static final int ROWS = 500;

  private final float[] values = values();

  private static float[] values() {
    Random random = new Random(3);
    float[] values = new float[ROWS * COLUMNS];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 11 == 0 ? Float.NaN : (float) random.nextGaussian();
    }
    return values;
  }

  /** In blocks of 1, 2, 3, … rows. */
  private Dataset stored(int mostInMemory) throws IOException {
    try (RowStore store = new RowStore(COLUMNS, mostInMemory)) {
      int row = 0;
      for (int count = 1; row < ROWS; count++) {
        int end = Math.min(ROWS, row + count);
        float[] block = new float[(end - row) * COLUMNS];
        System.arraycopy(values, row * COLUMNS, block, 0, block.length);
        store.add(block);
        row = end;
      }
      return store.finish("set");
    }
  }

  @Test
  void rowsAreTheSameInMemoryAndInAFile() throws IOException {
    Dataset inMemory = stored(values.length);
    Dataset inAFile = stored(100);
    assertThat(inMemory.values()).isInstanceOf(FloatValues.class);
    assertThat(inAFile.values()).isInstanceOf(MappedValues.class);
    assertThat(inAFile.rows()).isEqualTo(ROWS);
    assertThat(inAFile.value(123, 4)).isEqualTo(values[123 * COLUMNS + 4]);
    int[] order = IntStream.range(0, ROWS).map(i -> ROWS - 1 - i).toArray();
    Matrix a = Matrix.zeros(ROWS, COLUMNS);
    Matrix b = Matrix.zeros(ROWS, COLUMNS);
    inMemory.read(order, 0, ROWS, a);
    inAFile.read(order, 0, ROWS, b);
    assertThat(b.array()).containsExactly(a.array());
    assertThat(inAFile.sha256()).isEqualTo(inMemory.sha256());
  }

  @Test
  void fileDatasetsAreBinarisedLikeOthers() throws IOException {
    Dataset greys = Dataset.ofFloats("g", 2, new float[] {0.2f, 0.7f, 0.5f, 1});
    Dataset mapped;
    try (RowStore store = new RowStore(2, 1)) {
      store.add(new float[] {0.2f, 0.7f, 0.5f, 1});
      mapped = store.finish("g");
    }
    for (Binarization how : Binarization.values()) {
      Matrix a = Matrix.zeros(2, 2);
      Matrix b = Matrix.zeros(2, 2);
      RowReader.of(greys, how, 5).read(new int[] {0, 1}, 0, 2, 3, a);
      RowReader.of(mapped, how, 5).read(new int[] {0, 1}, 0, 2, 3, b);
      assertThat(b.array()).as(how.name()).containsExactly(a.array());
    }
  }

  private static List<Path> files() throws IOException {
    List<Path> found = new ArrayList<>();
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "elbo-rows*.bin")) {
      files.forEach(found::add);
    }
    return found;
  }

  @Test
  void noFileStaysBehind() throws IOException {
    List<Path> before = files();
    Dataset kept = stored(100);
    try (RowStore dropped = new RowStore(1, 1)) {
      dropped.add(new float[10]);
    }
    assertThat(files()).isSubsetOf(before);
    assertThat(kept.value(0, 1)).isEqualTo(values[1]);
  }

  @Test
  void rowsFillTheirColumns() {
    try (RowStore store = new RowStore(3)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> store.add(new float[4]))
          .withMessage("4 values do not fill rows of 3 columns");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RowStore(0))
        .withMessage("rows have at least one column, not 0");
  }
}
