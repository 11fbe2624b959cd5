package dev.elbo.onnx;

import dev.elbo.distribution.ColumnSupport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Rows that the library would refuse. A graph cannot complain: its results for such a row are NaN.
 *
 * <p>A check is (rows × 1), to be added to results: 0, or NaN for such a row.
 */
final class RowCheck {
  private RowCheck() {}

  /** Whether all cells are within their columns' support, or missing where that may be. */
  static Value of(List<ColumnGroup> groups, boolean maybeMissing, Value x) {
    Map<ColumnSupport, int[]> columns = new LinkedHashMap<>();
    for (ColumnGroup group : groups) {
      columns.merge(
          group.support(),
          group.columns(),
          (a, b) -> IntStream.concat(IntStream.of(a), IntStream.of(b)).toArray());
    }
    return columns.entrySet().stream()
        .map(entry -> within(entry.getKey(), maybeMissing, x.columns(entry.getValue())))
        .reduce(Value::plus)
        .orElseThrow();
  }

  /** Whether all cells are within one support, or missing where that may be. */
  static Value within(ColumnSupport support, boolean maybeMissing, Value x) {
    Value good = x.isNotLess(support.least()).and(x.isNotMore(support.largest()));
    if (support.whole()) {
      good = good.and(x.isWhole());
    }
    if (maybeMissing) {
      good = good.or(x.isMissing());
    }
    Value all = good.as(x.type()).smallest(1);
    return all.isLess(1).choose(Double.NaN, all.minus(1));
  }
}
