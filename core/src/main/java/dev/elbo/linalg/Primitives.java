package dev.elbo.linalg;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.global.dnnl;

/**
 * The code that oneDNN has generated for a {@link NativeRoom}: for the shapes that were used last.
 * A model has a dozen or two; who scores batches of ever other sizes meets thousands, of half a
 * megabyte each. For one thread; {@link #run} frees all, when the room has gone: no field here
 * leads to it.
 */
final class Primitives implements Runnable {
  /** Of products and of roundings: above what training and evaluation have together. */
  static final int MOST = 128;

  private final dnnl_engine engine;
  private final dnnl_stream stream = new dnnl_stream();

  /** The one used last stands first; to find one makes no objects. */
  private final List<Product> products = new ArrayList<>();

  private final List<Rounding> roundings = new ArrayList<>();

  Primitives(dnnl_engine engine) {
    this.engine = engine;
    Primitive.check(dnnl.dnnl_stream_create(stream, engine, dnnl.dnnl_stream_in_order));
  }

  private record Product(
      Precision precision,
      boolean transposeA,
      boolean transposeB,
      int m,
      int k,
      int n,
      Primitive.Addend addend,
      Primitive code) {}

  private record Rounding(int count, Primitive code) {}

  /** C (m × n) ← op(A)·op(B) + addend, the inner dimension k. */
  Primitive product(
      Precision precision,
      boolean transposeA,
      boolean transposeB,
      int m,
      int k,
      int n,
      Primitive.Addend addend) {
    for (int i = 0; i < products.size(); i++) {
      Product p = products.get(i);
      if (p.m == m
          && p.k == k
          && p.n == n
          && p.transposeA == transposeA
          && p.transposeB == transposeB
          && p.addend == addend
          && p.precision == precision) {
        return moveToFront(products, i).code;
      }
    }
    if (products.size() == MOST) {
      products.remove(MOST - 1).code.destroy();
    }
    Primitive made =
        Primitive.product(engine, stream, precision, transposeA, transposeB, m, k, n, addend);
    products.add(0, new Product(precision, transposeA, transposeB, m, k, n, addend, made));
    return made;
  }

  /** {@code count} float32 numbers rounded to bfloat16. */
  Primitive rounding(int count) {
    for (int i = 0; i < roundings.size(); i++) {
      if (roundings.get(i).count == count) {
        return moveToFront(roundings, i).code;
      }
    }
    if (roundings.size() == MOST) {
      roundings.remove(MOST - 1).code.destroy();
    }
    Primitive made = Primitive.rounding(engine, stream, count);
    roundings.add(0, new Rounding(count, made));
    return made;
  }

  private static <T> T moveToFront(List<T> list, int i) {
    T found = list.remove(i);
    list.add(0, found);
    return found;
  }

  @Override
  public void run() {
    products.forEach(p -> p.code.destroy());
    roundings.forEach(r -> r.code.destroy());
    Primitive.check(dnnl.dnnl_stream_destroy(stream));
  }
}
