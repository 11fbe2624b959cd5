package dev.elbo.onnx;

import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.BernoulliColumn;
import dev.elbo.distribution.CategoricalColumn;
import dev.elbo.distribution.ColumnFamily;
import dev.elbo.distribution.ColumnSupport;
import dev.elbo.distribution.DiagonalGaussian;
import dev.elbo.distribution.GaussianColumn;
import dev.elbo.distribution.HeadRole;
import dev.elbo.distribution.Likelihood;
import dev.elbo.distribution.MixedLikelihood;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The columns of a likelihood that have one family, all of them computed at once: a graph of many
 * columns has not many more nodes than one of a few.
 *
 * @param family with all its options
 * @param support what the columns may hold
 * @param columns their numbers, from left to right
 * @param outputs by output of the family: where it is, column after column
 */
// Groups are read, not compared.
@SuppressWarnings("ArrayRecordComponent")
record ColumnGroup(
    ColumnFamily family, ColumnSupport support, int[] columns, List<OutputPlace> outputs) {

  /** Levels of each column, 1 where it has none. */
  int levels() {
    return levels(family);
  }

  /** Levels of a column, 1 where it has none. */
  static int levels(ColumnFamily family) {
    return family instanceof CategoricalColumn category ? category.levels() : 1;
  }

  int size() {
    return columns.length;
  }

  /** The groups of a likelihood, in the order of their first columns. */
  static List<ColumnGroup> of(Likelihood likelihood) {
    int[] all = IntStream.range(0, likelihood.dataSize()).toArray();
    if (likelihood instanceof DiagonalGaussian gaussian) {
      boolean sigmoid = gaussian.meanRange() == DiagonalGaussian.MeanRange.UNIT_INTERVAL;
      boolean shared = gaussian.variance() == DiagonalGaussian.Variance.SHARED;
      return List.of(
          new ColumnGroup(
              new GaussianColumn(gaussian.variance(), gaussian.bounds()),
              ColumnSupport.REAL,
              all,
              List.of(
                  new OutputPlace("mean", all, false, sigmoid),
                  new OutputPlace("log_variance", all, shared, false))));
    }
    if (likelihood instanceof MixedLikelihood mixed) {
      return of(mixed);
    }
    if (likelihood instanceof Bernoulli) {
      return List.of(
          new ColumnGroup(
              new BernoulliColumn(),
              ColumnSupport.UNIT_INTERVAL,
              all,
              List.of(new OutputPlace("logits", all, false, false))));
    }
    throw new IllegalArgumentException(
        "there is no ONNX graph of %s; graphs are of bernoulli, gaussian and mixed"
            .formatted(likelihood));
  }

  private static List<ColumnGroup> of(MixedLikelihood mixed) {
    List<ColumnFamily> families = mixed.columns().stream().distinct().toList();
    return families.stream().map(family -> of(mixed, family)).toList();
  }

  private static ColumnGroup of(MixedLikelihood mixed, ColumnFamily family) {
    int[] columns =
        IntStream.range(0, mixed.dataSize())
            .filter(d -> mixed.columns().get(d).equals(family))
            .toArray();
    List<OutputPlace> outputs =
        family.outputs().stream().distinct().map(role -> place(mixed, family, role)).toList();
    return new ColumnGroup(family, family.support(), columns, outputs);
  }

  /** Within the head of a role, columns stand in the order of the table. */
  private static OutputPlace place(MixedLikelihood mixed, ColumnFamily family, HeadRole role) {
    IntStream.Builder places = IntStream.builder();
    int next = 0;
    for (ColumnFamily column : mixed.columns()) {
      int end = next + Collections.frequency(column.outputs(), role);
      if (column.equals(family)) {
        IntStream.range(next, end).forEach(places::add);
      }
      next = end;
    }
    String name = role.name().toLowerCase(Locale.ROOT);
    boolean shared =
        mixed.heads().stream().anyMatch(head -> head.name().equals(name) && head.shared());
    return new OutputPlace(name, places.build().toArray(), shared, false);
  }
}
