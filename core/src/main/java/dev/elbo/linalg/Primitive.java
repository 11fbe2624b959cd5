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
  /** How oneDNN numbers arguments. */
  private static final int[] ARGUMENTS_OF_A_PRODUCT = {1, 33, 17};

  private static final int[] ARGUMENTS_OF_A_ROUNDING = {1, 17};

  private final dnnl_stream stream;
  private final dnnl_primitive code = new dnnl_primitive();
  private final dnnl_memory[] memories;
  private final dnnl_exec_arg_t arguments;

  private Primitive(
      dnnl_engine engine,
      dnnl_stream stream,
      dnnl_primitive_desc description,
      dnnl_memory_desc[] shapes,
      int[] names) {
    this.stream = stream;
    check(dnnl.dnnl_primitive_create(code, description));
    check(dnnl.dnnl_primitive_desc_destroy(description));
    memories = new dnnl_memory[names.length];
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

  /** C (m × n) ← op(A)·op(B), or + C, the inner dimension k, all packed. C is float32. */
  static Primitive product(
      dnnl_engine engine,
      dnnl_stream stream,
      Precision precision,
      boolean transposeA,
      boolean transposeB,
      int m,
      int k,
      int n,
      Result result) {
    int type = precision == Precision.F32 ? dnnl.dnnl_f32 : dnnl.dnnl_bf16;
    dnnl_memory_desc[] shapes = {
      transposeA ? shape(type, m, k, 1, m) : shape(type, m, k, k, 1),
      transposeB ? shape(type, k, n, 1, k) : shape(type, k, n, n, 1),
      shape(dnnl.dnnl_f32, m, n, n, 1)
    };
    dnnl_primitive_attr attributes = new dnnl_primitive_attr();
    check(dnnl.dnnl_primitive_attr_create(attributes));
    if (result == Result.ADD) {
      dnnl_post_ops operations = new dnnl_post_ops();
      check(dnnl.dnnl_post_ops_create(operations));
      check(dnnl.dnnl_post_ops_append_sum(operations, 1f, 0, dnnl.dnnl_data_type_undef));
      check(dnnl.dnnl_primitive_attr_set_post_ops(attributes, operations));
      check(dnnl.dnnl_post_ops_destroy(operations));
    }
    dnnl_primitive_desc description = new dnnl_primitive_desc();
    check(
        dnnl.dnnl_matmul_primitive_desc_create(
            description,
            engine,
            shapes[0],
            shapes[1],
            new dnnl_memory_desc(),
            shapes[2],
            attributes));
    check(dnnl.dnnl_primitive_attr_destroy(attributes));
    return new Primitive(engine, stream, description, shapes, ARGUMENTS_OF_A_PRODUCT);
  }

  /** {@code count} float32 numbers rounded to bfloat16. */
  static Primitive rounding(dnnl_engine engine, dnnl_stream stream, int count) {
    dnnl_memory_desc[] shapes = {
      shape(dnnl.dnnl_f32, 1, count, count, 1), shape(dnnl.dnnl_bf16, 1, count, count, 1)
    };
    dnnl_primitive_desc description = new dnnl_primitive_desc();
    check(
        dnnl.dnnl_reorder_primitive_desc_create(
            description, shapes[0], engine, shapes[1], engine, new dnnl_primitive_attr()));
    return new Primitive(engine, stream, description, shapes, ARGUMENTS_OF_A_ROUNDING);
  }

  private static dnnl_memory_desc shape(int type, int rows, int columns, int down, int right) {
    dnnl_memory_desc shape = new dnnl_memory_desc();
    check(
        dnnl.dnnl_memory_desc_create_with_strides(
            shape, 2, new long[] {rows, columns}, type, new long[] {down, right}));
    return shape;
  }

  /** Runs a product. */
  void run(Pointer a, Pointer b, Pointer c) {
    check(dnnl.dnnl_memory_set_data_handle(memories[0], a));
    check(dnnl.dnnl_memory_set_data_handle(memories[1], b));
    check(dnnl.dnnl_memory_set_data_handle(memories[2], c));
    run();
  }

  /** Runs a rounding. */
  void run(Pointer from, Pointer to) {
    check(dnnl.dnnl_memory_set_data_handle(memories[0], from));
    check(dnnl.dnnl_memory_set_data_handle(memories[1], to));
    run();
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
