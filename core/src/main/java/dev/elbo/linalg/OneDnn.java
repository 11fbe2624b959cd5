package dev.elbo.linalg;

import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;

/**
 * oneDNN's matrix products, on the calling thread.
 *
 * <p>Matrices are copied to a {@link NativeRoom} outside the heap and back, which costs about 0.08
 * ns a number; weights are kept there ({@link Operand}).
 *
 * <p>Products go through oneDNN's primitives, not through its {@code dnnl_sgemm}: some kernels of
 * that do not survive a signal, such as a profiler sends (Java Flight Recorder's ends the process).
 */
final class OneDnn implements ProductEngine {
  private final OpenMp openMp;
  private final NativeRooms rooms;

  private OneDnn(OpenMp openMp, dnnl_engine engine) {
    this.openMp = openMp;
    rooms = new NativeRooms(engine);
  }

  /**
   * Loads the native library.
   *
   * @throws LinkageError or RuntimeException where it does not load
   */
  static OneDnn load() {
    OpenMp openMp = new OpenMp(Loader.load(dnnl.class));
    dnnl_engine engine = new dnnl_engine();
    Primitive.check(dnnl.dnnl_engine_create(engine, dnnl.dnnl_cpu, 0));
    return new OneDnn(openMp, engine);
  }

  @Override
  public void transposedProduct(Precision precision, Matrix a, Matrix b, Result result, Matrix c) {
    if (isEmpty(c, a.rows(), result)) {
      return;
    }
    openMp.useOneThread();
    NativeRoom room = rooms.take();
    Pointer left = room.putA(precision, a);
    Pointer right = room.putB(precision, b);
    room.multiply(precision, true, false, left, right, a.rows(), result, c);
    rooms.giveBack(room);
  }

  @Override
  public void product(Matrix a, boolean transposeB, Operand b, Result result, Matrix c) {
    if (isEmpty(c, a.columns(), result)) {
      return;
    }
    openMp.useOneThread();
    NativeRoom room = rooms.take();
    Copy right = (Copy) b;
    Pointer left = room.putA(right.precision, a);
    room.multiply(
        right.precision, false, transposeB, left, right.numbers.address(), a.columns(), result, c);
    rooms.giveBack(room);
  }

  @Override
  public void linear(Matrix x, boolean transposeB, Operand b, Matrix bias, Matrix y) {
    if (isEmpty(y, x.columns(), Result.SET)) {
      y.setRows(bias);
      return;
    }
    openMp.useOneThread();
    NativeRoom room = rooms.take();
    Copy right = (Copy) b;
    Pointer left = room.putA(right.precision, x);
    room.linear(right.precision, transposeB, left, right.numbers.address(), x.columns(), bias, y);
    rooms.giveBack(room);
  }

  /** A sum of no terms is 0. */
  private static boolean isEmpty(Matrix c, int inner, Result result) {
    if (inner == 0 && result == Result.SET) {
      c.fill(0);
    }
    return inner == 0 || c.rows() == 0 || c.columns() == 0;
  }

  /** A matrix outside the heap, rounded. */
  final class Copy implements Operand {
    private final Matrix source;
    private final Precision precision;
    private final OffHeap numbers;

    private Copy(Matrix source, Precision precision) {
      this.source = source;
      this.precision = precision;
      int count = source.rows() * source.columns();
      numbers = new OffHeap(precision == Precision.F32 ? count : NativeRoom.floatsFor(count));
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
      if (precision == Precision.F32) {
        numbers.putRows(source, from, to, from * columns());
      } else {
        openMp.useOneThread();
        NativeRoom room = rooms.take();
        room.putRounded(source, from, to, numbers);
        rooms.giveBack(room);
      }
    }
  }

  @Override
  public Operand operand(Matrix matrix, Precision precision) {
    return new Copy(matrix, precision);
  }

  @Override
  public boolean supports(Precision precision) {
    int has = dnnl.dnnl_get_effective_cpu_isa();
    return precision == Precision.F32
        || (has & dnnl.dnnl_cpu_isa_avx512_core_bf16) == dnnl.dnnl_cpu_isa_avx512_core_bf16;
  }

  @Override
  public String name() {
    return "oneDNN";
  }
}
