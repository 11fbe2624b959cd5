package dev.elbo.data;

import static dev.elbo.data.FileBytes.bytes;
import static dev.elbo.data.FileBytes.gzip;
import static dev.elbo.data.FileBytes.idx;
import static dev.elbo.data.FileBytes.npy;
import static dev.elbo.data.FileBytes.values;
import static dev.elbo.data.FileBytes.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFilesTest {
  private static final String KNOWN =
      "Elbo reads idx, .npy and .npz files, the first two gzipped or not";

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("data.bin");
  }

  private Dataset read(byte[] content) throws IOException {
    return DataFiles.read(Files.write(file, content));
  }

  @Test
  void theFormatIsToldByTheContent() throws IOException {
    byte[] idx = idx(9, new int[] {2, 1}, bytes(3, 4));
    byte[] npy = npy("|i1", false, "(2, 1)", bytes(3, 4));
    for (byte[] content :
        new byte[][] {idx, gzip(idx), npy, gzip(npy), zip(Map.of("X.npy", npy))}) {
      Dataset data = read(content);
      assertThat(values(data)).containsExactly(3, 4);
      assertThat(data.name()).startsWith("data.bin");
    }
  }

  /** What the hash is of are values, whatever file they were in. */
  @Test
  void theHashIsTheSameOfAllFormats() throws IOException {
    byte[] npy = npy("|u1", false, "(2, 2)", bytes(3, 4, 5, 255));
    String expected = read(npy).sha256();
    for (byte[] content :
        new byte[][] {
          gzip(npy),
          zip(Map.of("X.npy", npy)),
          npy("|u1", true, "(2, 2)", bytes(3, 5, 4, 255)),
          idx(8, new int[] {2, 2}, bytes(3, 4, 5, 255)),
          gzip(idx(8, new int[] {2, 1, 2}, bytes(3, 4, 5, 255)))
        }) {
      assertThat(read(content).sha256()).isEqualTo(expected);
    }
    assertThat(Dataset.ofBytes("array", 2, bytes(3, 4, 5, 255), 255).sha256()).isEqualTo(expected);
    assertThat(read(npy("|u1", false, "(2, 2)", bytes(3, 4, 5, 254))).sha256())
        .isNotEqualTo(expected);
  }

  @Test
  void missingEmptyAndFolder() {
    assertThatThrownBy(() -> DataFiles.read(file))
        .isInstanceOf(DataException.class)
        .hasMessage(file + ": there is no such file (" + file.toAbsolutePath() + ")");
    assertThatThrownBy(() -> DataFiles.read(folder))
        .isInstanceOf(DataException.class)
        .hasMessage(folder + ": this is a folder; name one data file in it");
    assertThatThrownBy(() -> read(bytes()))
        .isInstanceOf(DataException.class)
        .hasMessage(file + ": the file is empty (0 bytes)");
    assertThatThrownBy(() -> read(gzip(bytes())))
        .isInstanceOf(DataException.class)
        .hasMessage(file + ": the file is empty once unpacked; " + KNOWN);
  }

  @Test
  void unknownFormatsAreShown() {
    assertThatThrownBy(() -> read(bytes(0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0)))
        .isInstanceOf(DataException.class)
        .hasMessage(
            file
                + ": the file starts with 89 50 4e 47 0d 0a 1a 0a (\".PNG....\"), which is no format"
                + " known here; "
                + KNOWN);
    assertThatThrownBy(() -> read(gzip(bytes(1))))
        .isInstanceOf(DataException.class)
        .hasMessage(
            file
                + ": the file is gzipped and starts with 01 (\".\"), which is no format known here; "
                + KNOWN);
  }

  @Test
  void textIsToldHowToBecomeNumbers() {
    assertThatThrownBy(() -> read("a,b,c\n1,2,3\n".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(DataException.class)
        .hasMessage(
            file
                + ": the file starts with 61 2c 62 2c 63 0a 31 2c (\"a,b,c.1,\"), which is no format"
                + " known here; "
                + KNOWN
                + "; text such as CSV becomes one in Python with numpy.save('rows.npy',"
                + " numpy.loadtxt('rows.csv', delimiter=','))");
  }

  @Test
  void archivesThatCannotBeRead() {
    assertThatThrownBy(() -> read(gzip(zip(Map.of("X.npy", bytes(1))))))
        .isInstanceOf(DataException.class)
        .hasMessage(
            file + ": this is a gzipped zip file; unpack the outer layer with gunzip first");
    assertThatThrownBy(() -> read(zip(Map.of())))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("the archive has: no .npy array");
  }
}
