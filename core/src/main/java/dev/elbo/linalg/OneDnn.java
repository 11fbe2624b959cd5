package dev.elbo.linalg;

import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;

/**
 * oneDNN's matrix products, on the calling thread.
 *
 * <p>Matrices are copied to memory of the thread's own outside the heap and back, which costs about
 * 0.08 ns a number; weights are kept there ({@link Operand}).
 */
final class OneDnn implements ProductEngine {
  private final ThreadLocal<Room> rooms;

  private OneDnn(OpenMp openMp, dnnl_engine engine) {
    rooms =
        ThreadLocal.withInitial(
            () -> {
              openMp.useOneThread();
              return new Room(engine);
            });
  }

  /**
   * Loads the native library.
   *
   * @throws LinkageError or RuntimeException where it does not load
   */
  static OneDnn load() {
    OpenMp openMp = new OpenMp(Loader.load(dnnl.class));
    dnnl_engine engine = new dnnl_engine();
    int status = dnnl.dnnl_engine_create(engine, dnnl.dnnl_cpu, 0);
    if (status != dnnl.dnnl_success) {
      throw new IllegalStateException("oneDNN has no engine for this processor: status " + status);
    }
    return new OneDnn(openMp, engine);
  }

  /** Where one thread's operands and result stand during a product. */
  private static final class Room {
    private final Bfloat16 bfloat16;
    private OffHeap a = new OffHeap(0);
    private OffHeap b = new OffHeap(0);
    private OffHeap c = new OffHeap(0);

    Room(dnnl_engine engine) {
      bfloat16 = new Bfloat16(engine);
    }

    OffHeap putA(Matrix m) {
      a = atLeast(m.rows() * m.columns(), a);
      a.put(m);
      return a;
    }

    OffHeap putB(Matrix m) {
      return putB(m, 0, m.rows());
    }

    OffHeap putB(Matrix m, int from, int to) {
      b = atLeast((to - from) * m.columns(), b);
      b.putRows(m, from, to, 0);
      return b;
    }

    /** Room for the result, and its present value where that matters. */
    OffHeap beginC(Matrix m, float beta) {
      c = atLeast(m.rows() * m.columns(), c);
      if (beta != 0) {
        c.put(m);
      }
      return c;
    }

    private static OffHeap atLeast(int size, OffHeap present) {
      return present.size() >= size ? present : new OffHeap(size);
    }
  }

  @Override
  public void multiply(
      boolean transposeA, boolean transposeB, Matrix a, Matrix b, float beta, Matrix c) {
    Room room = rooms.get();
    FloatPointer left = room.putA(a).address();
    FloatPointer right = room.putB(b).address();
    int inner = transposeA ? a.rows() : a.columns();
    multiply(room, transposeA, transposeB, left, a.columns(), right, b.columns(), inner, beta, c);
  }

  @Override
  public void transposedProduct(Precision precision, Matrix a, Matrix b, float beta, Matrix c) {
    if (precision == Precision.F32) {
      multiply(true, false, a, b, beta, c);
      return;
    }
    Room room = rooms.get();
    Pointer left = room.bfloat16.roundLeft(room.putA(a), a.rows() * a.columns());
    Pointer right = room.bfloat16.roundRight(room.putB(b), b.rows() * b.columns());
    multiplyRounded(room, true, false, left, right, a.rows(), beta, c);
  }

  @Override
  public void multiply(Matrix a, boolean transposeB, Operand b, float beta, Matrix c) {
    Room room = rooms.get();
    OffHeap left = room.putA(a);
    if (b instanceof RoundedCopy rounded) {
      Pointer roundedLeft = room.bfloat16.roundLeft(left, a.rows() * a.columns());
      Pointer right = rounded.numbers.address();
      multiplyRounded(room, false, transposeB, roundedLeft, right, a.columns(), beta, c);
      return;
    }
    FloatPointer right = ((Copy) b).numbers.address();
    int inner = a.columns();
    multiply(room, false, transposeB, left.address(), inner, right, b.columns(), inner, beta, c);
  }

  private static void multiplyRounded(
      Room room,
      boolean transposeA,
      boolean transposeB,
      Pointer a,
      Pointer b,
      int inner,
      float beta,
      Matrix c) {
    if (c.rows() == 0 || c.columns() == 0) {
      return;
    }
    OffHeap result = room.beginC(c, beta);
    room.bfloat16.multiply(
        transposeA, transposeB, c.rows(), inner, c.columns(), a, b, result.address(), beta != 0);
    result.get(c);
  }

  private static void multiply(
      Room room,
      boolean transposeA,
      boolean transposeB,
      FloatPointer a,
      int strideA,
      FloatPointer b,
      int strideB,
      int inner,
      float beta,
      Matrix c) {
    if (c.rows() == 0 || c.columns() == 0) {
      return;
    }
    OffHeap result = room.beginC(c, beta);
    int status =
        dnnl.dnnl_sgemm(
            (byte) (transposeA ? 'T' : 'N'),
            (byte) (transposeB ? 'T' : 'N'),
            c.rows(),
            c.columns(),
            inner,
            1f,
            a,
            Math.max(1, strideA),
            b,
            Math.max(1, strideB),
            beta,
            result.address(),
            c.columns());
    if (status != dnnl.dnnl_success) {
      throw new IllegalStateException(
          "oneDNN returned status %d for a product of %d × %d × %d"
              .formatted(status, c.rows(), inner, c.columns()));
    }
    result.get(c);
  }

  /** A matrix outside the heap. */
  static final class Copy implements Operand {
    private final Matrix source;
    private final OffHeap numbers;

    private Copy(Matrix source) {
      this.source = source;
      numbers = new OffHeap(source.rows() * source.columns());
      numbers.put(source);
    }

    @Override
    public int rows() {
      return source.rows();
    }

    @Override
    public int columns() {
      return source.columns();
    }

    @Override
    public void refresh(int from, int to) {
      numbers.putRows(source, from, to, from * columns());
    }
  }

  /** A matrix outside the heap, rounded to bfloat16. */
  final class RoundedCopy implements Operand {
    private final Matrix source;
    private final OffHeap numbers;

    private RoundedCopy(Matrix source) {
      this.source = source;
      numbers = new OffHeap(Bfloat16.sizeFor(source.rows() * source.columns()));
      refresh(0, source.rows());
    }

    @Override
    public int rows() {
      return source.rows();
    }

    @Override
    public int columns() {
      return source.columns();
    }

    @Override
    public void refresh(int from, int to) {
      Room room = rooms.get();
      int count = (to - from) * columns();
      room.bfloat16.round(room.putB(source, from, to), count, numbers, from * columns());
    }
  }

  @Override
  public Operand operand(Matrix matrix, Precision precision) {
    return precision == Precision.BF16 ? new RoundedCopy(matrix) : new Copy(matrix);
  }

  @Override
  public boolean supports(Precision precision) {
    return precision == Precision.F32 || Bfloat16.isSupported();
  }

  @Override
  public String name() {
    return "oneDNN";
  }

  /**
   * Seen on AVX-512: all numbers of rows from 2 on are alike. On AVX2: 4 to 6, 10 to 12, … 92 to
   * 96.
   */
  @Override
  public int fewestAlikeRows() {
    return (dnnl.dnnl_get_effective_cpu_isa() & dnnl.dnnl_cpu_isa_avx512_core)
            == dnnl.dnnl_cpu_isa_avx512_core
        ? 2
        : 4;
  }
}
