package dev.elbo.linalg;

import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.javacpp.Pointer;

/**
 * Where one product at a time happens: memory outside the heap for operands and result, and the
 * code for the shapes used last.
 */
final class NativeRoom {
  private final Primitives primitives;
  private OffHeap a = new OffHeap(0);
  private OffHeap b = new OffHeap(0);
  private OffHeap c = new OffHeap(0);
  private OffHeap bias = new OffHeap(0);
  private OffHeap roundedA = new OffHeap(0);
  private OffHeap roundedB = new OffHeap(0);

  NativeRoom(dnnl_engine engine) {
    primitives = new Primitives(engine);
  }

  /** What is to be freed when the room has gone. */
  Primitives primitives() {
    return primitives;
  }

  /** Copies the left factor here, rounded. */
  Pointer putA(Precision precision, Matrix m) {
    a = atLeast(size(m), a);
    a.put(m);
    if (precision == Precision.F32) {
      return a.address();
    }
    roundedA = atLeast(floatsFor(size(m)), roundedA);
    return round(a, size(m), roundedA);
  }

  /** Copies the right factor here, rounded. */
  Pointer putB(Precision precision, Matrix m) {
    b = atLeast(size(m), b);
    b.put(m);
    if (precision == Precision.F32) {
      return b.address();
    }
    roundedB = atLeast(floatsFor(size(m)), roundedB);
    return round(b, size(m), roundedB);
  }

  /** Rounds rows [from, to) of a matrix and leaves them in their place in {@code whole}. */
  void putRounded(Matrix m, int from, int to, OffHeap whole) {
    int count = (to - from) * m.columns();
    b = atLeast(count, b);
    b.putRows(m, from, to, 0);
    roundedB = atLeast(floatsFor(count), roundedB);
    round(b, count, roundedB);
    int start = from * m.columns() * Short.BYTES;
    whole.bytes().put(start, roundedB.bytes(), 0, count * Short.BYTES);
  }

  private static int size(Matrix m) {
    return m.rows() * m.columns();
  }

  /** Floats whose room {@code count} bfloat16 numbers need. */
  static int floatsFor(int count) {
    return (count + 1) / 2;
  }

  private static OffHeap atLeast(int size, OffHeap present) {
    return present.size() >= size ? present : new OffHeap(size);
  }

  private Pointer round(OffHeap numbers, int count, OffHeap target) {
    if (count > 0) {
      primitives.rounding(count).run(numbers.address(), target.address());
    }
    return target.address();
  }

  /** C ← op(A)·op(B), or + C, of packed factors; {@code inner} is their common dimension. */
  void multiply(
      Precision precision,
      boolean transposeA,
      boolean transposeB,
      Pointer left,
      Pointer right,
      int inner,
      Result result,
      Matrix m) {
    c = atLeast(size(m), c);
    if (result == Result.ADD) {
      c.put(m);
    }
    Primitive.Addend addend =
        result == Result.ADD ? Primitive.Addend.RESULT : Primitive.Addend.NONE;
    primitives
        .product(precision, transposeA, transposeB, m.rows(), inner, m.columns(), addend)
        .run(left, right, c.address());
    c.get(m);
  }

  /** Y ← X·op(B) + 1·bias of packed factors; {@code inner} is their common dimension. */
  void linear(
      Precision precision,
      boolean transposeB,
      Pointer left,
      Pointer right,
      int inner,
      Matrix b,
      Matrix m) {
    c = atLeast(size(m), c);
    bias = atLeast(size(b), bias);
    bias.put(b);
    primitives
        .product(precision, false, transposeB, m.rows(), inner, m.columns(), Primitive.Addend.BIAS)
        .run(left, right, c.address(), bias.address());
    c.get(m);
  }
}
