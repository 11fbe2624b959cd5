package dev.elbo.linalg;

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
 * Code that oneDNN has generated for one shape, and its arguments. For one thread; to be {@link
 * #destroy}ed.
 */
final class Primitive {
  private static final int[] ARGUMENTS_OF_A_PRODUCT = {
    dnnl.DNNL_ARG_SRC_0, dnnl.DNNL_ARG_WEIGHTS_0, dnnl.DNNL_ARG_DST_0
  };

  private static final int[] ARGUMENTS_WITH_A_BIAS = {
    dnnl.DNNL_ARG_SRC_0, dnnl.DNNL_ARG_WEIGHTS_0, dnnl.DNNL_ARG_DST_0, dnnl.DNNL_ARG_BIAS
  };

  private static final int[] ARGUMENTS_OF_A_ROUNDING = {dnnl.DNNL_ARG_SRC_0, dnnl.DNNL_ARG_DST_0};

  /** What a product is added to. */
  enum Addend {
    NONE,
    /** What stands in the result's place. */
    RESULT,
    /** A row, to every row. */
    BIAS
  }

  private final dnnl_stream stream;
  private final dnnl_primitive code = new dnnl_primitive();
  private final dnnl_memory[] memories;
  private final long[] addresses;
  private final dnnl_exec_arg_t arguments;

  private Primitive(
      dnnl_engine engine,
      dnnl_stream stream,
      dnnl_primitive_desc description,
      int[] names,
      dnnl_memory_desc... shapes) {
    this.stream = stream;
    check(dnnl.dnnl_primitive_create(code, description));
    check(dnnl.dnnl_primitive_desc_destroy(description));
    memories = new dnnl_memory[names.length];
    addresses = new long[names.length];
    arguments = new dnnl_exec_arg_t(names.length);
    for (int i = 0; i < names.length; i++) {
      memories[i] = new dnnl_memory();
      // without memory of its own: every run says where its arguments are
      check(dnnl.dnnl_memory_create(memories[i], shapes[i], engine, new Pointer()));
      check(dnnl.dnnl_memory_desc_destroy(shapes[i]));
      arguments.position(i).arg(names[i]).memory(memories[i]);
    }
    arguments.position(0);
  }

  /** C (m × n) ← op(A)·op(B) + addend, the inner dimension k, all packed. C is float32. */
  static Primitive product(
      dnnl_engine engine,
      dnnl_stream stream,
      Precision precision,
      boolean transposeA,
      boolean transposeB,
      int m,
      int k,
      int n,
      Addend addend) {
    int type = precision == Precision.F32 ? dnnl.dnnl_f32 : dnnl.dnnl_bf16;
    dnnl_memory_desc left = transposeA ? shape(type, m, k, 1, m) : shape(type, m, k, k, 1);
    dnnl_memory_desc right = transposeB ? shape(type, k, n, 1, k) : shape(type, k, n, n, 1);
    dnnl_memory_desc target = shape(dnnl.dnnl_f32, m, n, n, 1);
    boolean biased = addend == Addend.BIAS;
    // an object without an address stands for "none" in calls of the library
    dnnl_memory_desc bias = biased ? shape(dnnl.dnnl_f32, 1, n, n, 1) : new dnnl_memory_desc();
    dnnl_primitive_attr attributes = attributes(addend);
    dnnl_primitive_desc description = new dnnl_primitive_desc();
    check(
        dnnl.dnnl_matmul_primitive_desc_create(
            description, engine, left, right, bias, target, attributes));
    check(dnnl.dnnl_primitive_attr_destroy(attributes));
    return biased
        ? new Primitive(
            engine, stream, description, ARGUMENTS_WITH_A_BIAS, left, right, target, bias)
        : new Primitive(engine, stream, description, ARGUMENTS_OF_A_PRODUCT, left, right, target);
  }

  private static dnnl_primitive_attr attributes(Addend addend) {
    dnnl_primitive_attr attributes = new dnnl_primitive_attr();
    check(dnnl.dnnl_primitive_attr_create(attributes));
    if (addend == Addend.RESULT) {
      dnnl_post_ops operations = new dnnl_post_ops();
      check(dnnl.dnnl_post_ops_create(operations));
      check(dnnl.dnnl_post_ops_append_sum(operations, 1f, 0, dnnl.dnnl_data_type_undef));
      check(dnnl.dnnl_primitive_attr_set_post_ops(attributes, operations));
      check(dnnl.dnnl_post_ops_destroy(operations));
    }
    return attributes;
  }

  /** {@code count} float32 numbers rounded to bfloat16. */
  static Primitive rounding(dnnl_engine engine, dnnl_stream stream, int count) {
    dnnl_memory_desc from = shape(dnnl.dnnl_f32, 1, count, count, 1);
    dnnl_memory_desc to = shape(dnnl.dnnl_bf16, 1, count, count, 1);
    dnnl_primitive_desc description = new dnnl_primitive_desc();
    dnnl_primitive_attr none = new dnnl_primitive_attr();
    check(dnnl.dnnl_reorder_primitive_desc_create(description, from, engine, to, engine, none));
    return new Primitive(engine, stream, description, ARGUMENTS_OF_A_ROUNDING, from, to);
  }

  private static dnnl_memory_desc shape(int type, int rows, int columns, int down, int right) {
    dnnl_memory_desc shape = new dnnl_memory_desc();
    check(
        dnnl.dnnl_memory_desc_create_with_strides(
            shape, 2, new long[] {rows, columns}, type, new long[] {down, right}));
    return shape;
  }

  /** Runs a product that adds no bias. */
  void run(Pointer a, Pointer b, Pointer c) {
    setMemory(0, a);
    setMemory(1, b);
    setMemory(2, c);
    run();
  }

  /** Runs a product that adds a bias. */
  void run(Pointer a, Pointer b, Pointer c, Pointer bias) {
    setMemory(3, bias);
    run(a, b, c);
  }

  /** Runs a rounding. */
  void run(Pointer from, Pointer to) {
    setMemory(0, from);
    setMemory(1, to);
    run();
  }

  /** A call of the library costs more than to see that it has been told. */
  private void setMemory(int argument, Pointer address) {
    if (address.address() != addresses[argument]) {
      check(dnnl.dnnl_memory_set_data_handle(memories[argument], address));
      addresses[argument] = address.address();
    }
  }

  private void run() {
    check(dnnl.dnnl_primitive_execute(code, stream, memories.length, arguments));
    check(dnnl.dnnl_stream_wait(stream));
  }

  void destroy() {
    for (dnnl_memory memory : memories) {
      check(dnnl.dnnl_memory_destroy(memory));
    }
    check(dnnl.dnnl_primitive_destroy(code));
  }

  static void check(int status) {
    if (status != dnnl.dnnl_success) {
      throw new IllegalStateException("a call to oneDNN returned status " + status);
    }
  }
}
