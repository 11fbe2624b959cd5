package dev.elbo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyWriteTest {

  @Test
  void whatIsWrittenIsRead(@TempDir Path folder) throws IOException {
    float[][] rows = {{1, -2.5f, Float.MIN_VALUE}, {Float.MAX_VALUE, 0, 7}};
    Path file = Files.write(folder.resolve("rows.npy"), bytes(rows));
    Dataset read = NpyFile.read(file);
    assertThat(read.rows()).isEqualTo(2);
    assertThat(read.columns()).isEqualTo(3);
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 3; j++) {
        assertThat(read.value(i, j)).isEqualTo(rows[i][j]);
      }
    }
  }

  /** As {@code numpy.save} writes it, byte for byte up to the values. */
  @Test
  void theHeaderIsNumPys() throws IOException {
    byte[] bytes = bytes(new float[12][345]);
    String header = new String(bytes, 10, 118, StandardCharsets.US_ASCII);
    assertThat(bytes)
        .hasSize(128 + 12 * 345 * 4)
        .startsWith(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0);
    assertThat(header.stripTrailing())
        .isEqualTo("{'descr': '<f4', 'fortran_order': False, 'shape': (12, 345), }");
    assertThat(header).endsWith(" \n");
  }

  @Test
  void rowsDifferInLength() {
    assertThatThrownBy(() -> bytes(new float[][] {{1, 2}, {3}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("row 2 (counted from 1) has 1 values where row 1 has 2");
    assertThatThrownBy(() -> bytes(new float[0][]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a .npy file of rows has at least one row");
  }

  private static byte[] bytes(float[][] rows) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    NpyFile.write(out, rows);
    return out.toByteArray();
  }
}
