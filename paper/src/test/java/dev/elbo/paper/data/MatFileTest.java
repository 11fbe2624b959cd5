package dev.elbo.paper.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.data.DataException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatFileTest {
  private static final byte[] VALUES = {1, 2, 3, -1, 5, 6};

  @TempDir private Path folder;
  private final MatBytes mat = new MatBytes(ByteOrder.LITTLE_ENDIAN);

  private byte[] read(byte[] file) throws IOException {
    return MatFile.bytes(Files.write(file(), file), "ff", 3, 2);
  }

  private Path file() {
    return folder.resolve("faces.mat");
  }

  @Test
  void plainAndCompressedInEitherByteOrder() throws IOException {
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      MatBytes ordered = new MatBytes(order);
      byte[] matrix = ordered.matrix("ff", 3, 2, VALUES);
      assertThat(read(ordered.file(matrix))).isEqualTo(VALUES);
      assertThat(read(ordered.file(ordered.compressed(matrix)))).isEqualTo(VALUES);
    }
  }

  @Test
  void otherMatricesArePassedOver() throws IOException {
    byte[] faces = mat.matrix("ff", 3, 2, VALUES);
    byte[] others = mat.matrix("other_things", 1, 5, new byte[5]);
    assertThat(read(mat.file(others, faces))).isEqualTo(VALUES);
    assertThat(read(mat.file(mat.compressed(others), mat.compressed(faces)))).isEqualTo(VALUES);
  }

  @Test
  void aMatrixOfAnotherShapeIsNotTaken() {
    for (byte[] matrix :
        new byte[][] {
          mat.matrix("ff", 2, 3, VALUES),
          mat.matrix("gg", 3, 2, VALUES),
          mat.matrix("ff", 3, 2, new byte[5])
        }) {
      assertThatThrownBy(() -> read(mat.file(matrix)))
          .isInstanceOf(DataException.class)
          .hasMessage(file() + " has no matrix ff of 3 × 2 unsigned bytes");
    }
  }

  @Test
  void damagedFilesGiveOneSentence() throws IOException {
    byte[] whole = mat.file(mat.compressed(mat.matrix("ff", 3, 2, VALUES)));
    for (int length : new int[] {0, 100, 130, 140, whole.length - 20}) {
      assertThatThrownBy(() -> read(Arrays.copyOf(whole, length)))
          .isInstanceOf(DataException.class)
          .hasMessage(file() + ": this is no MATLAB 5 file, or a damaged one; get it again");
    }
    assertThatThrownBy(
            () -> read("something else altogether ".repeat(10).getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(DataException.class);
  }
}
