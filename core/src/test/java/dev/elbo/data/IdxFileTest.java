package dev.elbo.data;

import static dev.elbo.data.FileBytes.bytes;
import static dev.elbo.data.FileBytes.content;
import static dev.elbo.data.FileBytes.gzip;
import static dev.elbo.data.FileBytes.idx;
import static dev.elbo.data.FileBytes.readIdx;
import static dev.elbo.data.FileBytes.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdxFileTest {
  private static int[] labels(byte[] file) throws IOException {
    try (Content in = content(file)) {
      return IdxFile.readLabels(in);
    }
  }

  @Test
  void imagesAreRowsOfPixels() throws IOException {
    Dataset data = readIdx(idx(8, new int[] {2, 1, 3}, bytes(0, 51, 102, 153, 204, 255)));
    assertThat(data.name()).isEqualTo("data");
    assertThat(data.rows()).isEqualTo(2);
    assertThat(data.columns()).isEqualTo(3);
    assertThat(data.scale()).isEqualTo(255);
    assertThat(data.imageShape()).contains(new ImageShape(1, 3));
    assertThat(values(data)).containsExactly(0, 0.2f, 0.4f, 0.6f, 0.8f, 1);
  }

  @Test
  void otherRanksAreFlattenedAndNoImages() throws IOException {
    Dataset one = readIdx(idx(8, new int[] {4}, bytes(0, 1, 1, 0)));
    assertThat(one.rows()).isEqualTo(4);
    assertThat(one.columns()).isEqualTo(1);
    Dataset two = readIdx(idx(8, new int[] {2, 2}, bytes(0, 1, 1, 0)));
    assertThat(two.columns()).isEqualTo(2);
    assertThat(two.imageShape()).isEmpty();
    Dataset four = readIdx(idx(8, new int[] {1, 2, 1, 2}, bytes(0, 1, 1, 0)));
    assertThat(four.columns()).isEqualTo(4);
    assertThat(four.imageShape()).isEmpty();
  }

  @Test
  void bytesOfZeroAndOneAreNotScaled() throws IOException {
    Dataset data = readIdx(idx(8, new int[] {4}, bytes(0, 1, 1, 0)));
    assertThat(data.scale()).isEqualTo(1);
    assertThat(values(data)).containsExactly(0, 1, 1, 0);
  }

  @Test
  void theOtherElementTypesBecomeFloats() throws IOException {
    assertThat(values(readIdx(idx(0x09, new int[] {2}, bytes(255, 127))))).containsExactly(-1, 127);
    byte[] shorts = ByteBuffer.allocate(4).putShort((short) -2).putShort((short) 300).array();
    assertThat(values(readIdx(idx(0x0B, new int[] {2}, shorts)))).containsExactly(-2, 300);
    byte[] ints = ByteBuffer.allocate(8).putInt(-70000).putInt(70000).array();
    assertThat(values(readIdx(idx(0x0C, new int[] {2}, ints)))).containsExactly(-70000, 70000);
    byte[] floats = ByteBuffer.allocate(8).putFloat(0.1f).putFloat(Float.NaN).array();
    assertThat(values(readIdx(idx(0x0D, new int[] {2}, floats)))).containsExactly(0.1f, Float.NaN);
    byte[] doubles = ByteBuffer.allocate(16).putDouble(0.1).putDouble(-3).array();
    assertThat(values(readIdx(idx(0x0E, new int[] {2}, doubles)))).containsExactly(0.1f, -3);
  }

  @Test
  void gzippedFilesAreReadAlike(@TempDir Path folder) throws IOException {
    byte[] plain = idx(8, new int[] {2, 1, 1}, bytes(3, 4));
    Path file = Files.write(folder.resolve("images.idx.gz"), gzip(plain));
    Dataset data = IdxFile.read(file);
    assertThat(data.name()).isEqualTo("images.idx.gz");
    assertThat(values(data)).containsExactly(values(readIdx(plain)));
    assertThat(IdxFile.readLabels(Files.write(file, gzip(idx(8, new int[] {2}, bytes(3, 4))))))
        .containsExactly(3, 4);
  }

  @Test
  void labelsAreWholeNumbersOneARow() throws IOException {
    assertThat(labels(idx(8, new int[] {3}, bytes(7, 0, 255)))).containsExactly(7, 0, 255);
    byte[] ints = ByteBuffer.allocate(8).putInt(-70000).putInt(70000).array();
    assertThat(labels(idx(0x0C, new int[] {2}, ints))).containsExactly(-70000, 70000);
    assertThatThrownBy(() -> labels(idx(8, new int[] {1, 2}, bytes(1, 2))))
        .isInstanceOf(DataException.class)
        .hasMessage("file: the file holds 1 × 2 unsigned bytes; labels are one whole number a row");
    assertThatThrownBy(() -> labels(idx(0x0D, new int[] {1}, new byte[4])))
        .isInstanceOf(DataException.class)
        .hasMessage("file: the file holds 1 32-bit floats; labels are one whole number a row");
  }

  @Test
  void everyTruncationIsToldApart() throws IOException {
    byte[] whole = idx(8, new int[] {3, 2, 2}, bytes(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      String expected =
          length == 0
              ? "file: the file is empty (0 bytes)"
              : length < 4
                  ? "file: this is no idx file, which starts with two zero bytes, a type and a rank:"
                      + " it starts with "
                      + Magic.show(cut)
                  : length < 16
                      ? "file: the file ends after "
                          + length
                          + " bytes, within its idx header of 16; it is cut short"
                      : "file: the header announces 3 × 2 × 2 unsigned bytes, which make a file of 28"
                          + " bytes, but it ends after "
                          + length
                          + "; it is cut short: copy or download it again";
      assertThatThrownBy(() -> readIdx(cut)).isInstanceOf(DataException.class).hasMessage(expected);
    }
  }

  @Test
  void everyTruncationOfAGzippedFileIsDamage() throws IOException {
    byte[] whole = gzip(idx(8, new int[] {3, 2}, bytes(1, 2, 3, 4, 5, 6)));
    for (int length = 2; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> readIdx(cut))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(DataException.class)
          .hasMessageStartingWith("file: the compressed data are damaged or end early (")
          .hasMessageEndingWith("); copy or download the file again");
    }
  }

  @Test
  void aWrongCheckSumInAGzippedFileIsDamage() throws IOException {
    byte[] file = gzip(idx(8, new int[] {3, 2}, bytes(1, 2, 3, 4, 5, 6)));
    file[file.length - 8] ^= 1;
    assertThatThrownBy(() -> readIdx(file))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("file: the compressed data are damaged or end early (");
  }

  @Test
  void bytesBeyondTheValuesAreRejected() {
    assertThatThrownBy(() -> readIdx(idx(8, new int[] {2}, bytes(1, 2, 3))))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "file: the header announces 2 unsigned bytes, which make a file of 10 bytes, but it goes"
                + " on after them; it is damaged or not what its header says");
    assertThatThrownBy(() -> labels(gzip(idx(8, new int[] {2}, bytes(1, 2, 3)))))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "file: the header announces 2 unsigned bytes, which make a file of 10 bytes, but"
                + " unpacked it goes on after them; it is damaged or not what its header says");
  }

  @Test
  void hugeClaimsAreRejectedWithoutMemory() {
    assertThatThrownBy(() -> readIdx(idx(8, new int[] {1 << 30, 1 << 10}, new byte[9])))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "file: the header announces 1073741824 × 1024 unsigned bytes; at most 2147483639 values"
                + " can be read");
    assertThatThrownBy(() -> readIdx(idx(0x0E, new int[] {-1}, new byte[9])))
        .hasMessageStartingWith("file: the header announces 4294967295 64-bit floats; at most");
    int[] many = new int[255];
    Arrays.fill(many, -1);
    assertThatThrownBy(() -> readIdx(idx(8, many, new byte[9]))).isInstanceOf(DataException.class);
    // within the limit, but far beyond the memory of a test: what comes is what is allocated
    assertThatThrownBy(() -> readIdx(idx(0x0E, new int[] {Integer.MAX_VALUE - 8}, new byte[80])))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("which make a file of 17179869120 bytes, but it ends after 88");
  }

  @ParameterizedTest
  @CsvSource({"0,5", "5,0", "0,0"})
  void dimensionsOfNothingAreRejected(int rows, int columns) {
    assertThatThrownBy(() -> readIdx(idx(8, new int[] {rows, columns}, new byte[0])))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "file: the header announces %d × %d unsigned bytes, which is no value at all"
                .formatted(rows, columns));
  }

  @Test
  void unknownTypesAndRanksAreRejected() {
    assertThatThrownBy(() -> readIdx(idx(0x0A, new int[] {1}, new byte[1])))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "file: the idx header has the element type 10; known are 8 (unsigned byte), 9 (signed"
                + " byte), 11 (int16), 12 (int32), 13 (float32), 14 (float64)");
    assertThatThrownBy(() -> readIdx(idx(8, new int[0], new byte[1])))
        .isInstanceOf(DataException.class)
        .hasMessage("file: the idx header announces no dimension; rows need at least one");
  }

  @Test
  void foreignFilesAreNamedByTheirFirstBytes() {
    assertThatThrownBy(() -> readIdx(bytes('P', 'A', 'R', '1', 21)))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "file: this is no idx file, which starts with two zero bytes, a type and a rank: it"
                + " starts with 50 41 52 31 (\"PAR1\")");
  }
}
