package dev.elbo.data;

import static dev.elbo.data.FileBytes.bytes;
import static dev.elbo.data.FileBytes.npy;
import static dev.elbo.data.FileBytes.readNpy;
import static dev.elbo.data.FileBytes.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyFileTest {
  private static ByteBuffer buffer(int size, char order) {
    return ByteBuffer.allocate(size)
        .order(order == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
  }

  /** numpy.arange(6, dtype='&lt;f4').reshape(2, 3) / 4, saved by NumPy 2.4. */
  @Test
  void readsWhatNumpyWrites() throws IOException {
    Dataset data =
        readNpy(
            Base64.getDecoder()
                .decode(
                    "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzog"
                        + "KDIsIDMpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg"
                        + "ICAgICAgICAgIAoAAAAAAACAPgAAAD8AAEA/AACAPwAAoD8="));
    assertThat(data.columns()).isEqualTo(3);
    assertThat(values(data)).containsExactly(0, 0.25f, 0.5f, 0.75f, 1, 1.25f);
  }

  /**
   * numpy.asfortranarray(numpy.arange(12, dtype='&gt;f8').reshape(2, 3, 2)), saved by NumPy 2.4.
   */
  @Test
  void readsFortranOrderAsNumpyWritesIt() throws IOException {
    Dataset data =
        readNpy(
            Base64.getDecoder()
                .decode(
                    "k05VTVBZAQB2AHsnZGVzY3InOiAnPmY4JywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAo"
                        + "MiwgMywgMiksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg"
                        + "ICAgICAgICAgIAoAAAAAAAAAAEAYAAAAAAAAQAAAAAAAAABAIAAAAAAAAEAQAAAAAAAAQCQAAAAA"
                        + "AAA/8AAAAAAAAEAcAAAAAAAAQAgAAAAAAABAIgAAAAAAAEAUAAAAAAAAQCYAAAAAAAA="));
    assertThat(data.imageShape()).contains(new ImageShape(3, 2));
    assertThat(values(data)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
  }

  @Test
  void unsignedBytesStayBytes() throws IOException {
    Dataset grey = readNpy(npy("|u1", false, "(2, 2)", bytes(0, 255, 51, 102)));
    assertThat(grey.scale()).isEqualTo(255);
    assertThat(values(grey)).containsExactly(0, 1, 0.2f, 0.4f);
    Dataset binary = readNpy(npy("|u1", false, "(2, 2)", bytes(0, 1, 1, 0)));
    assertThat(binary.scale()).isEqualTo(1);
    assertThat(values(binary)).containsExactly(0, 1, 1, 0);
    Dataset turned = readNpy(npy("|u1", true, "(2, 3)", bytes(1, 4, 2, 5, 3, 6)));
    assertThat(values(turned.withScale(1))).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void booleans() throws IOException {
    Dataset data = readNpy(npy("|b1", false, "(3,)", bytes(0, 1, 1)));
    assertThat(data.scale()).isEqualTo(1);
    assertThat(values(data)).containsExactly(0, 1, 1);
    assertThatThrownBy(() -> readNpy(npy("|b1", false, "(3,)", bytes(0, 7, 1))))
        .isInstanceOf(DataException.class)
        .hasMessage("file: a boolean is 0 or 1, but one byte is 7: damaged data");
  }

  @ParameterizedTest
  @ValueSource(chars = {'<', '>'})
  void numbersOfBothByteOrders(char order) throws IOException {
    byte[] i2 = buffer(4, order).putShort((short) -2).putShort((short) 300).array();
    assertThat(values(readNpy(npy(order + "i2", false, "(2,)", i2)))).containsExactly(-2, 300);
    assertThat(values(readNpy(npy(order + "u2", false, "(2,)", i2)))).containsExactly(65534, 300);
    byte[] i4 = buffer(8, order).putInt(-2).putInt(70000).array();
    assertThat(values(readNpy(npy(order + "i4", false, "(2,)", i4)))).containsExactly(-2, 70000);
    assertThat(values(readNpy(npy(order + "u4", false, "(2,)", i4))))
        .containsExactly(0x1p32f, 70000);
    byte[] i8 = buffer(16, order).putLong(-2).putLong(1L << 40).array();
    assertThat(values(readNpy(npy(order + "i8", false, "(2,)", i8)))).containsExactly(-2, 0x1p40f);
    byte[] f4 = buffer(8, order).putFloat(0.1f).putFloat(-0.0f).array();
    assertThat(values(readNpy(npy(order + "f4", false, "(2,)", f4)))).containsExactly(0.1f, -0.0f);
    byte[] f8 = buffer(16, order).putDouble(0.1).putDouble(Double.NaN).array();
    assertThat(values(readNpy(npy(order + "f8", false, "(2,)", f8))))
        .containsExactly(0.1f, Float.NaN);
    assertThat(values(readNpy(npy("|i1", false, "(2,)", bytes(255, 127)))))
        .containsExactly(-1, 127);
  }

  @Test
  void moreValuesThanAreDecodedAtATime() throws IOException {
    int count = 200_003;
    byte[] elements = new byte[8 * count];
    ByteBuffer doubles = ByteBuffer.wrap(elements).order(ByteOrder.LITTLE_ENDIAN);
    float[] expected = new float[count];
    for (int i = 0; i < count; i++) {
      doubles.putDouble(i);
      expected[i] = i;
    }
    Dataset data = readNpy(npy("<f8", false, "(" + count + ",)", elements));
    assertThat(data.columns()).isEqualTo(1);
    assertThat(values(data)).containsExactly(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void formatVersions(int version) throws IOException {
    String header = "{'descr': '|i1', 'fortran_order': False, 'shape': (2, 1), }     ";
    assertThat(values(readNpy(npy(version, header, bytes(5, 6))))).containsExactly(5, 6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr': '|i1', 'fortran_order': False, 'shape': (2, 1)}",
        "{'shape': (2, 1), 'fortran_order': False, 'descr': '|i1'}",
        "{\"descr\": \"|i1\", \"fortran_order\": False, \"shape\": (2L, 1L), }",
        "{'descr':'<i1','fortran_order':False,'shape':(2,1,)}",
        " { 'descr' : '|i1' ,\n 'fortran_order' : False , 'shape' : ( 2 , 1 ) } \n\n",
      })
  void headersInOtherHands(String header) throws IOException {
    assertThat(values(readNpy(npy(1, header, bytes(5, 6))))).containsExactly(5, 6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "nonsense",
        "{'descr': '|i1'}",
        "{'descr': '|i1', 'fortran_order': False}",
        "{'descr': '|i1', 'fortran_order': False, 'shape': (2, 1)",
        "{'descr': '|i1', 'fortran_order': False, 'shape': (2, 1)} x",
        "{'descr': '|i1', 'fortran_order': 0, 'shape': (2, 1)}",
        "{'descr': '|i1', 'fortran_order': false, 'shape': (2, 1)}",
        "{'descr': '|i1', 'fortran_order': False, 'shape': [2, 1]}",
        "{'descr': '|i1', 'fortran_order': False, 'shape': (-2, 1)}",
        "{'descr': '|i1', 'fortran_order': False, 'shape': (2 1)}",
        "{'descr': '|i1', 'fortran_order': False, 'shape': (2.0, 1)}",
        "{'descr': '|i1', 'fortran_order': False, 'shape': (2, 1), 'extra': 1}",
        "{'descr': '|i1', 'descr': '|i1', 'fortran_order': False, 'shape': (2, 1)}",
        "{'descr': '|i1' 'fortran_order': False, 'shape': (2, 1)}",
        "{'descr': '|i1, 'fortran_order': False, 'shape': (2, 1)}",
        "{'descr': '\\x7ci1', 'fortran_order': False, 'shape': (2, 1)}",
        "{'descr': '|i1', 'fortran_order': False, 'shape': (9999999999999999999, 1)}",
        "{'descr': __import__('os'), 'fortran_order': False, 'shape': (2, 1)}",
      })
  void malformedHeadersAreShown(String header) {
    assertThatThrownBy(() -> readNpy(npy(1, header, bytes(5, 6))))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("file: the .npy header is not one that NumPy writes (at character ")
        .hasMessageEndingWith("): " + header);
  }

  @Test
  void theMessageSaysWhereTheHeaderIsWrong() {
    assertThatThrownBy(() -> readNpy(npy(1, "{'descr': 7}", bytes())))
        .hasMessage(
            "file: the .npy header is not one that NumPy writes (at character 11): {'descr': 7}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "|O;Python objects, which only running code from the file could restore",
        "<c8;complex numbers",
        "<U5;strings",
        "|S3;strings",
        "|V8;raw records",
        "<M8[ns];dates",
        "<m8[s];time spans",
        "<f2;numbers of another size",
        "<f16;numbers of another size",
        "<u8;numbers of another size",
        "<;something unknown",
        "'';something unknown",
      })
  void otherDtypesAreRefusedByName(String descr, String kind) {
    assertThatThrownBy(() -> readNpy(npy(descr, false, "(1,)", new byte[8])))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "file: the array's dtype is \""
                + descr
                + "\": "
                + kind
                + "; read are bool, int8 to int64, uint8 to uint32, float32 and float64: save it with"
                + " array.astype('float32')");
  }

  @Test
  void structuredDtypesAndMissingByteOrdersAreRefused() {
    String structured =
        "{'descr': [('a', '<f4'), ('b', '<i4')], 'fortran_order': False, 'shape': (2,), }";
    assertThatThrownBy(() -> readNpy(npy(1, structured, new byte[16])))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "file: the array has a structured dtype (named fields); save its columns as one plain"
                + " array of numbers");
    assertThatThrownBy(() -> readNpy(npy("f4", false, "(1,)", new byte[4])))
        .isInstanceOf(DataException.class)
        .hasMessage("file: the dtype \"f4\" does not say its byte order (< or >)");
  }

  @Test
  void oneNumberIsNoRows() {
    assertThatThrownBy(() -> readNpy(npy("<f4", false, "()", new byte[4])))
        .isInstanceOf(DataException.class)
        .hasMessage("file: the array has no dimension: it is one number, not rows of numbers");
  }

  @Test
  void moreDimensionsThanNumpyHas() throws IOException {
    byte[] most = npy("|i1", true, "(2%s,)".formatted(", 1".repeat(63)), bytes(5, 6));
    assertThat(values(readNpy(most))).containsExactly(5, 6);
    byte[] more = npy("|i1", true, "(2%s,)".formatted(", 1".repeat(64)), bytes(5, 6));
    assertThatThrownBy(() -> readNpy(more))
        .isInstanceOf(DataException.class)
        .hasMessage("file: the array has 65 dimensions; those of NumPy have at most 64");
  }

  @Test
  void everyTruncationIsToldApart() {
    byte[] whole = npy("<f4", false, "(2, 2)", new byte[16]);
    int header = whole.length - 16;
    for (int length = 1; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      String expected =
          length < 8
              ? "file: this is no .npy file, which starts with \\x93NUMPY and a version: it starts"
                  + " with "
                  + Magic.show(cut)
              : length < header
                  ? "file: the file ends after "
                      + length
                      + " bytes, within its .npy header; it is cut short: copy or download it again"
                  : "file: the header announces 2 × 2 32-bit floats, which make a file of "
                      + whole.length
                      + " bytes, but it ends after "
                      + length
                      + "; it is cut short: copy or download it again";
      assertThatThrownBy(() -> readNpy(cut)).isInstanceOf(DataException.class).hasMessage(expected);
    }
  }

  @Test
  void bytesBeyondTheValuesAreRejected() {
    assertThatThrownBy(() -> readNpy(npy("<f4", false, "(2,)", new byte[9])))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("the header announces 2 32-bit floats")
        .hasMessageContaining("but it goes on after them");
  }

  @Test
  void unknownVersionsAndHugeHeadersAreRejected() {
    byte[] file = npy("<f4", false, "(2,)", new byte[8]);
    file[6] = 4;
    assertThatThrownBy(() -> readNpy(file))
        .isInstanceOf(DataException.class)
        .hasMessage("file: the .npy format version is 4.0; versions 1 to 3 can be read");
    byte[] huge = npy(2, "{}", new byte[8]);
    Arrays.fill(huge, 8, 12, (byte) 0xFF);
    assertThatThrownBy(() -> readNpy(huge))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "file: the .npy header claims to be 4294967295 bytes long; at most 65536 are read");
  }

  @Test
  void hugeClaimsAreRejectedWithoutMemory() {
    for (String shape : new String[] {"(1099511627776,)", "(1048576, 1048576, 1048576)"}) {
      assertThatThrownBy(() -> readNpy(npy("<f8", false, shape, new byte[8])))
          .isInstanceOf(DataException.class)
          .hasMessageEndingWith("at most 2147483639 values can be read");
    }
    for (String dtype : new String[] {"<f8", "|u1"}) {
      assertThatThrownBy(() -> readNpy(npy(dtype, true, "(1000000, 2000)", new byte[8])))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("it is cut short");
    }
  }

  @Test
  void aFileIsReadByItsPath(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("rows.npy"), npy("|i1", false, "(2, 1)", bytes(5, 6)));
    assertThat(NpyFile.read(file).name()).isEqualTo("rows.npy");
    Files.write(file, bytes('x'));
    assertThatThrownBy(() -> NpyFile.read(file))
        .hasMessage(
            file
                + ": this is no .npy file, which starts with \\x93NUMPY and a version: it starts with"
                + " 78 (\"x\")");
  }
}
