package dev.elbo.data;

import dev.elbo.damage.Bytes;
import dev.elbo.damage.Mutation;
import dev.elbo.damage.Trial;
import dev.elbo.damage.Words;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Files of arrays, damaged in many ways. */
class DamagedArraysTest {
  /** Values become floats in arrays that grow. */
  private static final int MULTIPLE = 64;

  /** Deflate makes a byte of at most 1032. */
  private static final int PACKED = 1032 * MULTIPLE;

  private static final byte[] NUMBERS =
      "forty-eight bytes that are numbers, more or less".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] NPY = FileBytes.npy("<f4", false, "(3, 4)", NUMBERS);
  private static final byte[] COLUMN_MAJOR = FileBytes.npy(">i2", true, "(2, 3, 4)", NUMBERS);
  private static final byte[] LABELS = FileBytes.npy("<i8", false, "(3,)", new byte[24]);

  private static final List<String> NAMES =
      List.of(
          "../../up.npy",
          "/absolute.npy",
          "..\\up.npy",
          "C:\\drive.npy",
          "a/../../b.npy",
          "X.npy",
          "y.npy",
          ".npy",
          "\u0000.npy",
          "é.npy",
          "line\nend.npy",
          "x".repeat(300) + ".npy",
          "folder/",
          "X");

  @TempDir private Path folder;

  /** Changes a word of a .npy header, whose length is made to fit. */
  private static byte[] npyHeader(byte[] file, SplittableRandom random) {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
      int start = file[6] == 1 ? 10 : 12;
      int length = file[6] == 1 ? buffer.getShort(8) : buffer.getInt(8);
      String header = new String(file, start, length, StandardCharsets.UTF_8);
      byte[] rest = Arrays.copyOfRange(file, start + length, file.length);
      return FileBytes.npy(file[6], Words.damaged(header, random).stripTrailing(), rest);
    } catch (RuntimeException e) {
      return file; // its header is beyond recognition already
    }
  }

  private static byte[] gzip(byte[] file, SplittableRandom random) {
    try {
      return FileBytes.gzip(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Packs the members anew, one of them damaged or under another name. */
  private static byte[] members(byte[] file, SplittableRandom random) {
    try {
      Map<String, byte[]> members = unzip(file);
      List<String> names = List.copyOf(members.keySet());
      if (names.isEmpty()) {
        return file;
      }
      String name = names.get(random.nextInt(names.size()));
      byte[] member = Objects.requireNonNull(members.get(name));
      switch (random.nextInt(4)) {
        case 0 -> members.put(name, npyHeader(member, random));
        case 1 -> members.put(name, Bytes.ANY.apply(member, random));
        case 2 -> {
          members.remove(name);
          members.put(NAMES.get(random.nextInt(NAMES.size())), member);
        }
        default -> members.put(NAMES.get(random.nextInt(NAMES.size())), member);
      }
      return FileBytes.zip(members);
    } catch (IOException | IllegalArgumentException e) {
      return file; // no archive any more
    }
  }

  private static Map<String, byte[]> unzip(byte[] file) throws IOException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(file))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        members.put(entry.getName(), in.readNBytes(1 << 20));
      }
    }
    return members;
  }

  private void tryOut(
      String kind,
      List<byte[]> good,
      Mutation aware,
      Trial.Reader reader,
      int multiple,
      TestReporter reporter)
      throws IOException {
    new Trial(kind, good, aware, reader, DataException.class, multiple).run(folder, reporter);
  }

  @Test
  void idx(TestReporter reporter) throws IOException {
    tryOut(
        "idx",
        List.of(
            FileBytes.idx(8, new int[] {3, 4, 4}, NUMBERS),
            FileBytes.idx(13, new int[] {3, 4}, NUMBERS),
            FileBytes.gzip(FileBytes.idx(11, new int[] {24}, NUMBERS))),
        Mutation.oneOf(Bytes.ANY, DamagedArraysTest::gzip),
        DataFiles::read,
        PACKED,
        reporter);
  }

  @Test
  void idxLabels(TestReporter reporter) throws IOException {
    tryOut(
        "idx labels",
        List.of(
            FileBytes.idx(8, new int[] {48}, NUMBERS), FileBytes.idx(12, new int[] {12}, NUMBERS)),
        Bytes.ANY,
        file -> IdxFile.readLabels(file),
        MULTIPLE,
        reporter);
  }

  @Test
  void npy(TestReporter reporter) throws IOException {
    tryOut(
        "npy",
        List.of(NPY, COLUMN_MAJOR, LABELS, FileBytes.gzip(NPY)),
        Mutation.oneOf(
            DamagedArraysTest::npyHeader, DamagedArraysTest::npyHeader, DamagedArraysTest::gzip),
        DataFiles::read,
        PACKED,
        reporter);
  }

  @Test
  void npz(TestReporter reporter) throws IOException {
    Map<String, byte[]> two = new LinkedHashMap<>();
    two.put("X.npy", NPY);
    two.put("y.npy", LABELS);
    tryOut(
        "npz",
        List.of(FileBytes.zip(two), FileBytes.zip(Map.of("arr_0.npy", COLUMN_MAJOR))),
        DamagedArraysTest::members,
        DataFiles::read,
        PACKED,
        reporter);
  }
}
