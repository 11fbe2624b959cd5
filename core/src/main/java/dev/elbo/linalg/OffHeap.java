package dev.elbo.linalg;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Floats outside the Java heap, where native code reads them without copying and without holding up
 * the garbage collector. Freed when this object is collected.
 *
 * <p>Loops of ours stay on {@code float[]}: C2 does not vectorise them on buffers. Whole rows are
 * copied in and out, at memory speed.
 */
final class OffHeap {
  /** Bytes of a cache line and of the widest vector register; a slice loses some at both ends. */
  private static final int ALIGNMENT = 64;

  private final ByteBuffer bytes;
  private final FloatBuffer floats;
  private final FloatPointer address;

  OffHeap(int size) {
    long needed = (long) size * Float.BYTES + 2 * ALIGNMENT;
    if (needed > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a matrix of %,d numbers is more than a native buffer holds".formatted(size));
    }
    bytes = ByteBuffer.allocateDirect((int) needed).alignedSlice(ALIGNMENT);
    floats = bytes.order(ByteOrder.nativeOrder()).asFloatBuffer();
    address = new FloatPointer(floats);
  }

  int size() {
    return floats.capacity();
  }

  ByteBuffer bytes() {
    return bytes;
  }

  FloatPointer address() {
    return address;
  }

  /** Copies all rows of a matrix here, packed. */
  void put(Matrix m) {
    putRows(m, 0, m.rows(), 0);
  }

  /** Copies rows [from, to) of a matrix, packed, to number {@code start} and on. */
  void putRows(Matrix m, int from, int to, int start) {
    int columns = m.columns();
    if (m.stride() == columns) {
      floats.put(start, m.array(), m.at(from, 0), (to - from) * columns);
      return;
    }
    for (int i = from; i < to; i++) {
      floats.put(start + (i - from) * columns, m.array(), m.at(i, 0), columns);
    }
  }

  /** Fills a matrix from its packed rows here. */
  void get(Matrix m) {
    int columns = m.columns();
    if (m.stride() == columns) {
      floats.get(0, m.array(), m.at(0, 0), m.rows() * columns);
      return;
    }
    for (int i = 0; i < m.rows(); i++) {
      floats.get(i * columns, m.array(), m.at(i, 0), columns);
    }
  }
}
