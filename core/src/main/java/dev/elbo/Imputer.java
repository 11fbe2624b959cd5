package dev.elbo;

import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.distribution.MixedLikelihood;
import dev.elbo.eval.WeighedDraws;
import dev.elbo.linalg.Matrix;
import dev.elbo.preprocessing.EncodedRows;
import dev.elbo.preprocessing.Preprocessing;
import dev.elbo.preprocessing.RowBlock;
import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Cells from the model: those that are missing in rows, or all of new rows. */
final class Imputer {
  /** Rows that are drawn, given some cells, from one set of as many draws of z. */
  private static final int POOL = 1000;

  /** Means are those of one fixed set of noise. */
  private static final long SEED = 1;

  private final AutoEncoder model;
  private final Preprocessing preprocessing;
  private final CellValues values;

  /** Where each column of the model stands in the schema. */
  private final int[] places;

  Imputer(AutoEncoder model, Preprocessing preprocessing) {
    if (!(model.architecture().likelihood() instanceof MixedLikelihood likelihood)) {
      throw new DataException(
          "cells are filled in by models with a family for each column, not by one of %s"
              .formatted(model.architecture().likelihood()));
    }
    this.model = model;
    this.preprocessing = preprocessing;
    values = new CellValues(preprocessing, likelihood);
    places = preprocessing.schema().modelledPlaces();
  }

  /** Fills in the missing cells of a row. */
  private interface Fill {
    void fill(int row, int[] missing, WeighedDraws draws);
  }

  Imputation best(RowBlock rows, int samples) {
    RowBlock completed = rows.copy();
    return complete(
        rows,
        List.of(completed),
        samples,
        SEED,
        row -> 0,
        (row, missing, draws) -> {
          for (int d : missing) {
            values.put(d, values.best(d, draws), completed.columns().get(places[d]), row);
          }
        });
  }

  Imputation draws(RowBlock rows, int multiple, int samples, long seed) {
    List<RowBlock> completed = Stream.generate(rows::copy).limit(multiple).toList();
    return complete(
        rows,
        completed,
        samples,
        seed,
        row -> rows.firstRow() + row,
        (row, missing, draws) -> {
          for (int m = 0; m < multiple; m++) {
            RandomStream random =
                RandomStream.of(seed, Purpose.OBSERVATION_SAMPLE, rows.firstRow() + row, m + 1L);
            int l = draws.at(random.nextDouble());
            draw(missing, draws.outputs(), l, random, completed.get(m), row);
          }
        });
  }

  private void draw(
      int[] columns, Matrix outputs, int l, RandomStream random, RowBlock target, int row) {
    for (int d : columns) {
      values.put(d, values.draw(d, outputs, l, random), target.columns().get(places[d]), row);
    }
  }

  private Imputation complete(
      RowBlock rows,
      List<RowBlock> completed,
      int samples,
      long seed,
      IntToLongFunction keys,
      Fill fill) {
    int[] gaps = IntStream.range(0, rows.rows()).filter(i -> missing(rows, i).length > 0).toArray();
    double[] effective = new double[rows.rows()];
    Arrays.fill(effective, Double.NaN);
    if (gaps.length > 0) {
      model.conditional(
          numbers(rows.select(gaps)),
          samples,
          seed,
          gap -> keys.applyAsLong(gaps[gap]),
          (gap, draws) -> {
            fill.fill(gaps[gap], missing(rows, gaps[gap]), draws);
            effective[gaps[gap]] = draws.effectiveSize();
          });
    }
    return new Imputation(completed, boxed(effective));
  }

  private static List<Double> boxed(double[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  private Dataset numbers(RowBlock rows) {
    EncodedRows encoded = preprocessing.encode(rows);
    return Dataset.ofFloats("rows", encoded.columns(), encoded.values());
  }

  /** The model's columns in which a row has no value. */
  private int[] missing(RowBlock rows, int row) {
    return IntStream.range(0, places.length)
        .filter(d -> rows.columns().get(places[d]).isMissing(row))
        .toArray();
  }

  /** New rows: z from the prior, then all cells. */
  RowBlock sample(long first, int count, long seed) {
    RowBlock rows = RowBlock.missing(preprocessing.schema(), first, count);
    int[] all = IntStream.range(0, places.length).toArray();
    model.priorOutputs(
        first,
        count,
        seed,
        (outputs, from, to) -> {
          for (int i = from; i < to; i++) {
            RandomStream random = RandomStream.of(seed, Purpose.OBSERVATION_SAMPLE, first + i, 0);
            draw(all, outputs, i - from, random, rows, i);
          }
        });
    return rows;
  }

  /**
   * New rows of which some cells are given. Rows 0 … {@value #POOL} − 1 share one set of draws of
   * z, each with a draw of its own where these are of equal weight, and so do the next.
   */
  Imputation sampleGiven(RowBlock given, long first, int count, long seed) {
    int[] same = new int[count];
    RowBlock picked = given.select(same);
    RowBlock rows = new RowBlock(first, count, picked.columns());
    int[] missing = missing(given, 0);
    double[] effective = new double[count];
    long firstPool = first / POOL;
    int pools = (int) ((first + count - 1) / POOL - firstPool) + 1;
    model.conditional(
        numbers(given.select(new int[pools])),
        POOL,
        seed,
        pool -> firstPool + pool,
        (pool, draws) -> {
          long start = (firstPool + pool) * POOL;
          double size = draws.effectiveSize();
          for (long i = Math.max(first, start); i < Math.min(first + count, start + POOL); i++) {
            RandomStream random = RandomStream.of(seed, Purpose.OBSERVATION_SAMPLE, i, 1);
            int l = draws.at((i - start + 0.5) / POOL);
            draw(missing, draws.outputs(), l, random, rows, (int) (i - first));
            effective[(int) (i - first)] = size;
          }
        });
    return new Imputation(List.of(rows), boxed(effective));
  }
}
