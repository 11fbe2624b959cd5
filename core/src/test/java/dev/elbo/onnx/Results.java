package dev.elbo.onnx;

import java.util.Map;
import java.util.Objects;

/** What a run gave, by name of the output: arrays, the first dimension rows. */
record Results(Map<String, Object> arrays) {

  float[][] floats(String name) {
    return (float[][]) Objects.requireNonNull(arrays.get(name), name);
  }

  double[][] doubles(String name) {
    return (double[][]) Objects.requireNonNull(arrays.get(name), name);
  }

  /** One number a row. */
  double[] numbers(String name) {
    return (double[]) Objects.requireNonNull(arrays.get(name), name);
  }
}
