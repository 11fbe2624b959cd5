package dev.elbo.data;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes array files for tests, well-formed or not. */
final class FileBytes {
  private FileBytes() {}

  static byte[] idx(int type, int[] shape, byte[] elements) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeShort(0);
    out.writeByte(type);
    out.writeByte(shape.length);
    for (int dimension : shape) {
      out.writeInt(dimension);
    }
    out.write(elements);
    return bytes.toByteArray();
  }

  /** Version 1 with a header as NumPy writes it. */
  static byte[] npy(String descr, boolean fortran, String shape, byte[] elements) {
    return npy(
        1,
        "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }"
            .formatted(descr, fortran ? "True" : "False", shape),
        elements);
  }

  /** Any header of any version. */
  static byte[] npy(int version, String dictionary, byte[] elements) {
    byte[] header = (dictionary + "\n").getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    for (int i = 0; i < (version == 1 ? 2 : 4); i++) {
      out.write(header.length >>> (8 * i));
    }
    out.writeBytes(header);
    out.writeBytes(elements);
    return out.toByteArray();
  }

  static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  static byte[] zip(Map<String, byte[]> members) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        out.putNextEntry(new ZipEntry(member.getKey()));
        out.write(member.getValue());
        out.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  /** Bytes as a file with the name "file" would bring them. */
  static Content content(byte[] bytes) throws IOException {
    return Content.of("file", new ByteArrayInputStream(bytes));
  }

  static Dataset readIdx(byte[] bytes) throws IOException {
    try (Content in = content(bytes)) {
      return IdxFile.read(in, "data");
    }
  }

  static Dataset readNpy(byte[] bytes) throws IOException {
    try (Content in = content(bytes)) {
      return NpyFile.read(in, "data");
    }
  }

  /** All values, row after row. */
  static float[] values(Dataset data) {
    float[] values = new float[data.rows() * data.columns()];
    for (int i = 0; i < values.length; i++) {
      values[i] = data.value(i / data.columns(), i % data.columns());
    }
    return values;
  }
}
