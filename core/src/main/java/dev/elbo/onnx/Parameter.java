package dev.elbo.onnx;

/**
 * A parameter of p(x|z) of a group of columns.
 *
 * @param name in the names of a decoder's outputs, such as {@code rate}; it has no dot
 * @param meaning how it changes with the unit of x
 * @param value (rows × columns), of levels with a further dimension, in the model's units
 */
record Parameter(String name, Meaning meaning, Value value) {

  /** How a parameter changes with the unit of x. */
  enum Meaning {
    /** As x does. */
    LOCATION,
    /** As differences of x do. */
    SCALE,
    /** Not at all. */
    NUMBER
  }
}
