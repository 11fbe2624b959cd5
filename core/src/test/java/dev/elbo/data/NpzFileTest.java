package dev.elbo.data;

import static dev.elbo.data.FileBytes.bytes;
import static dev.elbo.data.FileBytes.npy;
import static dev.elbo.data.FileBytes.values;
import static dev.elbo.data.FileBytes.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpzFileTest {
  private static final byte[] ROWS = npy("|i1", false, "(3, 2)", bytes(1, 2, 3, 4, 5, 6));
  private static final byte[] LABELS = npy("|u1", false, "(3,)", bytes(7, 8, 9));

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("set.npz");
  }

  private Dataset read(Map<String, byte[]> members) throws IOException {
    return NpzFile.read(Files.write(file, zip(members)));
  }

  /** numpy.savez_compressed(f, X=uint8 3 × 2, y=int64 3) by NumPy 2.4. */
  @Test
  void readsWhatNumpyWrites() throws IOException {
    Files.write(
        file,
        Base64.getDecoder()
            .decode(
                "UEsDBC0AAAAIAAAAIQAHv0RD//////////8FABQAWC5ucHkBABAAhgAAAAAAAABMAAAAAAAAAJvsF+obEMnI"
                    + "UMZQrZ6SWpxcpG6loF5Taqiuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GsY6CkaaOgq1"
                    + "CmQDLkYmZpZfbABQSwMELQAAAAgAAAAhABRHnWT//////////wUAFAB5Lm5weQEAEACYAAAAAAAA"
                    + "AEkAAAAAAAAAm+wX6hsQychQxlCtnpJanFykbqWgbpNpoa6joJ6WX1RSlJgXn1+UkgoSd0vMKU4F"
                    + "ihdnJBakAvkaxjqaOgq1ChQALgYoYESjAVBLAQItAy0AAAAIAAAAIQAHv0RDTAAAAIYAAAAFAAAA"
                    + "AAAAAAAAAACAAQAAAABYLm5weVBLAQItAy0AAAAIAAAAIQAUR51kSQAAAJgAAAAFAAAAAAAAAAAA"
                    + "AACAAYMAAAB5Lm5weVBLBQYAAAAAAgACAGYAAAADAQAAAAA="));
    Dataset data = NpzFile.read(file);
    assertThat(data.name()).isEqualTo("set.npz/X");
    assertThat(data.columns()).isEqualTo(2);
    assertThat(values(data.withScale(1))).containsExactly(1, 2, 3, 4, 250, 6);
    assertThat(data.labels()).containsExactly(0, 1, 1);
  }

  @Test
  void theOnlyArrayIsRead() throws IOException {
    Dataset data = read(Map.of("arr_0.npy", ROWS, "README.txt", bytes('?')));
    assertThat(data.name()).isEqualTo("set.npz/arr_0");
    assertThat(values(data)).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(data.hasLabels()).isFalse();
  }

  @Test
  void theOnlyArrayBesidesLabelsIsRead() throws IOException {
    Dataset data = read(Map.of("pixels.npy", ROWS, "labels.npy", LABELS));
    assertThat(data.name()).isEqualTo("set.npz/pixels");
    assertThat(data.labels()).containsExactly(7, 8, 9);
  }

  @ParameterizedTest
  @ValueSource(strings = {"X", "x", "x_train", "X_train"})
  void theUsualNamesAreRead(String name) throws IOException {
    Dataset data = read(Map.of(name + ".npy", ROWS, "other.npy", LABELS, "y.npy", LABELS));
    assertThat(data.name()).isEqualTo("set.npz/" + name);
    assertThat(data.labels()).containsExactly(7, 8, 9);
  }

  @Test
  void anArrayIsReadByItsNameWithItsOwnLabels() throws IOException {
    byte[] testLabels = npy("|u1", false, "(3, 1)", bytes(1, 2, 3));
    byte[] file =
        zip(
            Map.of(
                "x_train.npy",
                ROWS,
                "y_train.npy",
                LABELS,
                "x_test.npy",
                ROWS,
                "y_test.npy",
                testLabels));
    Files.write(this.file, file);
    assertThat(NpzFile.read(this.file).labels()).containsExactly(7, 8, 9);
    assertThat(NpzFile.read(this.file, "x_test").labels()).containsExactly(1, 2, 3);
    assertThat(NpzFile.read(this.file, "x_test.npy").name()).isEqualTo("set.npz/x_test");
    assertThatThrownBy(() -> NpzFile.read(this.file, "x"))
        .isInstanceOf(DataException.class)
        .hasMessage(
            this.file
                + ": there is no array \"x\" in the archive; it has: x_test, x_train, y_test,"
                + " y_train");
  }

  @Test
  void labelsThatAreNoneAreLeftAlone() throws IOException {
    byte[] floats = npy("<f4", false, "(3,)", new byte[12]);
    byte[] tooFew = npy("|u1", false, "(2,)", bytes(1, 2));
    byte[] oneHot = npy("|u1", false, "(3, 2)", bytes(0, 1, 1, 0, 0, 1));
    byte[] strings = npy("<U1", false, "(3,)", new byte[12]);
    byte[] huge = npy("|u1", false, "(3, 1099511627776, 1099511627776)", new byte[12]);
    for (byte[] labels : new byte[][] {floats, tooFew, oneHot, strings, huge}) {
      assertThat(read(Map.of("X.npy", ROWS, "y.npy", labels)).hasLabels()).isFalse();
    }
  }

  @Test
  void labelsBeyond32BitsAreRejected() {
    byte[] elements = ByteBuffer.allocate(24).putLong(1).putLong(2).putLong(1L << 32).array();
    assertThatThrownBy(
            () -> read(Map.of("X.npy", ROWS, "y.npy", npy(">i8", false, "(3,)", elements))))
        .isInstanceOf(DataException.class)
        .hasMessage(
            file + "(y.npy): label 3 (counted from 1) is 4294967296, which does not fit 32 bits");
  }

  @Test
  void ambiguousArchivesListTheirArrays() {
    assertThatThrownBy(() -> read(Map.of("a.npy", ROWS, "b.npy", ROWS, "y.npy", LABELS)))
        .isInstanceOf(DataException.class)
        .hasMessage(
            file
                + ": which array holds the rows cannot be told; the archive has: a, b, y; read are X,"
                + " x, x_train, X_train, or the only array besides the labels (y)");
    assertThatThrownBy(() -> read(Map.of("a.txt", ROWS)))
        .hasMessageContaining("the archive has: no .npy array;");
  }

  @Test
  void membersThatAreNotNpyAreNamed() {
    assertThatThrownBy(() -> read(Map.of("X.npy", bytes('P', 'A', 'R', '1'))))
        .isInstanceOf(DataException.class)
        .hasMessage(
            file
                + "(X.npy): this is no .npy file, which starts with \\x93NUMPY and a version: it"
                + " starts with 50 41 52 31 (\"PAR1\")");
  }

  @Test
  void everyTruncationIsRejected() throws IOException {
    byte[] whole = zip(Map.of("X.npy", ROWS));
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> NpzFile.read(file))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(DataException.class)
          .hasMessageStartingWith(file + ": this is no readable zip (.npz) file (");
    }
  }

  @Test
  void aWrongCheckSumIsDamage() throws IOException {
    byte[] whole = zip(Map.of("X.npy", ROWS));
    int directory = new String(whole, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
    whole[directory + 16] ^= 1;
    Files.write(file, whole);
    assertThatThrownBy(() -> NpzFile.read(file))
        .isInstanceOf(DataException.class)
        .hasMessage(
            file
                + "(X.npy): the compressed data are damaged or end early (the check sum is wrong);"
                + " copy or download the file again");
  }

  /** ZipFile's own exception has no message, and is none of its kind. */
  @Test
  void aCommentThatIsNotThere() throws IOException {
    byte[] archive = zip(Map.of("X.npy", ROWS));
    archive[archive.length - 2] = (byte) 185;
    Files.write(file, archive);
    assertThatThrownBy(() -> NpzFile.read(file))
        .isInstanceOf(DataException.class)
        .hasMessage(file + ": this is no readable zip (.npz) file (it ends early)");
  }
}
