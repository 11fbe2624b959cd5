package dev.elbo.onnx;

import java.util.ArrayList;
import java.util.List;

/**
 * Columns that are computed in groups and belong in another order: the pieces side by side, then
 * each column in its place.
 */
final class Pieces {
  private final List<Value> values = new ArrayList<>();
  private final int[] places;
  private int next;

  /** A matrix of so many columns, none of which is there yet. */
  Pieces(int columns) {
    places = new int[columns];
  }

  /** Adds a matrix, whose columns belong in these places. */
  void add(Value value, int... columns) {
    values.add(value);
    for (int column : columns) {
      places[column] = next++;
    }
  }

  /** All columns, after the last of them was added. */
  Value joined() {
    Value all = joined(values);
    return isInOrder() ? all : all.columns(places);
  }

  private boolean isInOrder() {
    for (int i = 0; i < places.length; i++) {
      if (places[i] != i) {
        return false;
      }
    }
    return true;
  }

  /** Matrices side by side. */
  static Value joined(List<Value> values) {
    Value first = values.get(0);
    return values.size() == 1
        ? first
        : first.graph().node("Concat", first.type(), values, Attribute.of("axis", 1L));
  }
}
