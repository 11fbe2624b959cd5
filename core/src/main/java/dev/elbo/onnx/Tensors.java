package dev.elbo.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers as ONNX tensors, little endian. */
final class Tensors {
  private static final int DIMENSIONS = 1;
  private static final int TYPE = 2;
  private static final int NAME = 8;
  private static final int CONTENT = 9;

  private Tensors() {}

  /** Entries [from, from + product of dimensions) of an array. */
  static Message floats(String name, float[] values, int from, long... dimensions) {
    int count = count(dimensions);
    byte[] bytes = new byte[Math.multiplyExact(count, Float.BYTES)];
    littleEndian(bytes).asFloatBuffer().put(values, from, count);
    return of(name, ElementType.FLOAT, bytes, dimensions);
  }

  static Message doubles(String name, double[] values, long... dimensions) {
    byte[] bytes = new byte[Math.multiplyExact(values.length, Double.BYTES)];
    littleEndian(bytes).asDoubleBuffer().put(values);
    return of(name, ElementType.DOUBLE, bytes, dimensions);
  }

  static Message longs(String name, long[] values, long... dimensions) {
    byte[] bytes = new byte[Math.multiplyExact(values.length, Long.BYTES)];
    littleEndian(bytes).asLongBuffer().put(values);
    return of(name, ElementType.INT64, bytes, dimensions);
  }

  private static int count(long... dimensions) {
    long count = 1;
    for (long dimension : dimensions) {
      count *= dimension;
    }
    return Math.toIntExact(count);
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static Message of(String name, ElementType type, byte[] bytes, long... dimensions) {
    Message tensor = new Message();
    for (long dimension : dimensions) {
      tensor.number(DIMENSIONS, dimension);
    }
    return tensor.number(TYPE, type.code()).text(NAME, name).bytes(CONTENT, bytes);
  }
}
