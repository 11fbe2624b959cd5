package dev.elbo.data;

import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the header of an array file declares.
 *
 * @param shape one or more dimensions, none of them negative; the first counts rows
 * @param columnMajor Fortran order: the first index runs fastest
 */
record ArrayHeader(ElementType type, ByteOrder order, List<Long> shape, boolean columnMajor) {
  ArrayHeader {
    shape = List.copyOf(shape);
  }

  int rank() {
    return shape.size();
  }

  /** A dimension, known to fit an array. */
  int dimension(int index) {
    return Math.toIntExact(shape.get(index));
  }

  /** Such as {@code 60000 × 28 × 28 unsigned bytes}. */
  String describe() {
    return shape.stream().map(String::valueOf).collect(Collectors.joining(" × "))
        + " "
        + type.plural();
  }
}
