package dev.elbo.linalg;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_post_ops;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Pointer;

/**
 * oneDNN's products of factors rounded to bfloat16, summed in float32. For one thread.
 *
 * <p>oneDNN generates code for every shape of product, here made at its first use and kept. A model
 * has a dozen shapes or two.
 */
final class Bfloat16 {
  /** How oneDNN numbers the arguments of a primitive. */
  private static final int SOURCE = 1;

  private static final int WEIGHTS = 33;
  private static final int DESTINATION = 17;

  private final dnnl_engine engine;
  private final dnnl_stream stream = new dnnl_stream();
  private final List<Rounding> roundings = new ArrayList<>();
  private final List<Product> products = new ArrayList<>();
  private OffHeap a = new OffHeap(0);
  private OffHeap b = new OffHeap(0);

  Bfloat16(dnnl_engine engine) {
    this.engine = engine;
    check(dnnl.dnnl_stream_create(stream, engine, dnnl.dnnl_stream_in_order));
  }

  static boolean isSupported() {
    int has = dnnl.dnnl_get_effective_cpu_isa();
    return (has & dnnl.dnnl_cpu_isa_avx512_core_bf16) == dnnl.dnnl_cpu_isa_avx512_core_bf16;
  }

  /** Rounds {@code count} numbers into room for the left factor and returns that. */
  Pointer roundLeft(OffHeap numbers, int count) {
    a = rounded(numbers, count, a);
    return a.address();
  }

  /** Rounds {@code count} numbers into room for the right factor and returns that. */
  Pointer roundRight(OffHeap numbers, int count) {
    b = rounded(numbers, count, b);
    return b.address();
  }

  /** Rounds {@code count} numbers and leaves them in {@code target} from number {@code at} on. */
  void round(OffHeap numbers, int count, OffHeap target, int at) {
    b = rounded(numbers, count, b);
    target.bytes().put(at * Short.BYTES, b.bytes(), 0, count * Short.BYTES);
  }

  private OffHeap rounded(OffHeap numbers, int count, OffHeap present) {
    int size = sizeFor(count);
    OffHeap room = present.size() >= size ? present : new OffHeap(size);
    if (count > 0) {
      rounding(count).run(numbers.address(), room.address());
    }
    return room;
  }

  /** Floats that {@code count} bfloat16 numbers need. */
  static int sizeFor(int count) {
    return (count + 1) / 2;
  }

  private Rounding rounding(int count) {
    for (int i = 0; i < roundings.size(); i++) {
      if (roundings.get(i).count == count) {
        return roundings.get(i);
      }
    }
    Rounding made = new Rounding(count);
    roundings.add(made);
    return made;
  }

  /** C ← op(A)·op(B) + (accumulate ? C : 0), all packed; C (m × n), the inner dimension k. */
  void multiply(
      boolean transposeA,
      boolean transposeB,
      int m,
      int k,
      int n,
      Pointer left,
      Pointer right,
      Pointer result,
      boolean accumulate) {
    product(transposeA, transposeB, m, k, n, accumulate).run(left, right, result);
  }

  private Product product(
      boolean transposeA, boolean transposeB, int m, int k, int n, boolean accumulate) {
    for (int i = 0; i < products.size(); i++) {
      Product p = products.get(i);
      if (p.m == m
          && p.k == k
          && p.n == n
          && p.transposeA == transposeA
          && p.transposeB == transposeB
          && p.accumulate == accumulate) {
        return p;
      }
    }
    Product made = new Product(transposeA, transposeB, m, k, n, accumulate);
    products.add(made);
    return made;
  }

  /** Rounding of so many numbers. */
  private final class Rounding {
    private final int count;
    private final Primitive primitive;

    Rounding(int count) {
      this.count = count;
      dnnl_memory_desc from = row(dnnl.dnnl_f32, count);
      dnnl_memory_desc to = row(dnnl.dnnl_bf16, count);
      dnnl_primitive_desc description = new dnnl_primitive_desc();
      check(
          dnnl.dnnl_reorder_primitive_desc_create(
              description, from, engine, to, engine, new dnnl_primitive_attr()));
      primitive = new Primitive(description, List.of(from, to), SOURCE, DESTINATION);
    }

    void run(Pointer numbers, Pointer rounded) {
      primitive.set(0, numbers);
      primitive.set(1, rounded);
      primitive.run();
    }

    private static dnnl_memory_desc row(int type, int count) {
      return matrix(type, 1, count, count, 1);
    }
  }

  /** A product of one shape. */
  private final class Product {
    private final boolean transposeA;
    private final boolean transposeB;
    private final int m;
    private final int k;
    private final int n;
    private final boolean accumulate;
    private final Primitive primitive;

    Product(boolean transposeA, boolean transposeB, int m, int k, int n, boolean accumulate) {
      this.transposeA = transposeA;
      this.transposeB = transposeB;
      this.m = m;
      this.k = k;
      this.n = n;
      this.accumulate = accumulate;
      dnnl_memory_desc left =
          transposeA ? matrix(dnnl.dnnl_bf16, m, k, 1, m) : matrix(dnnl.dnnl_bf16, m, k, k, 1);
      dnnl_memory_desc right =
          transposeB ? matrix(dnnl.dnnl_bf16, k, n, 1, k) : matrix(dnnl.dnnl_bf16, k, n, n, 1);
      dnnl_memory_desc result = matrix(dnnl.dnnl_f32, m, n, n, 1);
      dnnl_primitive_attr attributes = new dnnl_primitive_attr();
      check(dnnl.dnnl_primitive_attr_create(attributes));
      if (accumulate) {
        dnnl_post_ops operations = new dnnl_post_ops();
        check(dnnl.dnnl_post_ops_create(operations));
        check(dnnl.dnnl_post_ops_append_sum(operations, 1f, 0, dnnl.dnnl_data_type_undef));
        check(dnnl.dnnl_primitive_attr_set_post_ops(attributes, operations));
      }
      dnnl_primitive_desc description = new dnnl_primitive_desc();
      check(
          dnnl.dnnl_matmul_primitive_desc_create(
              description, engine, left, right, new dnnl_memory_desc(), result, attributes));
      primitive =
          new Primitive(description, List.of(left, right, result), SOURCE, WEIGHTS, DESTINATION);
    }

    void run(Pointer left, Pointer right, Pointer result) {
      primitive.set(0, left);
      primitive.set(1, right);
      primitive.set(2, result);
      primitive.run();
    }
  }

  /** Generated code and its arguments, made for good: they live as long as the process. */
  private final class Primitive {
    private final dnnl_primitive code = new dnnl_primitive();
    private final dnnl_memory[] memories;
    private final dnnl_exec_arg_t arguments;

    Primitive(dnnl_primitive_desc description, List<dnnl_memory_desc> shapes, int... names) {
      check(dnnl.dnnl_primitive_create(code, description));
      memories = new dnnl_memory[names.length];
      arguments = new dnnl_exec_arg_t(names.length);
      for (int i = 0; i < names.length; i++) {
        memories[i] = new dnnl_memory();
        check(dnnl.dnnl_memory_create(memories[i], shapes.get(i), engine, a.address()));
        arguments.position(i).arg(names[i]).memory(memories[i]);
      }
      arguments.position(0);
    }

    void set(int argument, Pointer numbers) {
      check(dnnl.dnnl_memory_set_data_handle(memories[argument], numbers));
    }

    void run() {
      check(dnnl.dnnl_primitive_execute(code, stream, memories.length, arguments));
      check(dnnl.dnnl_stream_wait(stream));
    }
  }

  private static dnnl_memory_desc matrix(int type, int rows, int columns, int down, int right) {
    dnnl_memory_desc description = new dnnl_memory_desc();
    check(
        dnnl.dnnl_memory_desc_create_with_strides(
            description, 2, new long[] {rows, columns}, type, new long[] {down, right}));
    return description;
  }

  private static void check(int status) {
    if (status != dnnl.dnnl_success) {
      throw new IllegalStateException("oneDNN returned status " + status + " for bfloat16");
    }
  }
}
