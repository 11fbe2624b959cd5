package dev.elbo.distribution;

import dev.elbo.linalg.Matrix;
import dev.elbo.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A table whose columns have families of their own, independent given z (Nazábal et al. 2020, eq.
 * 3): log p(x | h) = Σ_d log p(x_d | h_d), the sum over the columns that are observed.
 *
 * <p>A category is one column, whose value is the index of the level. NaN stands for a missing
 * value: it adds exactly 0 to log p, and the gradient of its outputs is exactly 0, which leaves the
 * density of the observed columns alone. The value adds up log-densities of numbers and
 * log-probabilities of categories and counts, in nats, higher is better.
 *
 * <p>There is a head for each {@link HeadRole} that occurs; within it the columns' outputs stand in
 * the order of the table. One column after another is computed, for many rows at once; of the
 * {@linkplain #scratch scratch} arrays any length does.
 */
public final class MixedLikelihood implements Likelihood {
  /** Floats of all arrays of {@link #scratch} together: they stay in a near cache. */
  private static final int SCRATCH = 1 << 15;

  /** Fewest rows at once, where a category has thousands of levels. */
  private static final int FEWEST_ROWS = 16;

  /** Most rows at once: enough for the loops' speed. */
  private static final int MOST_ROWS = 512;

  private final List<ColumnFamily> columns;
  private final List<Head> heads;

  /** By column and output of its family: the column of h. */
  private final int[][] places;

  private final int scratchRows;

  /**
   * A likelihood of columns in the table's order.
   *
   * @throws IllegalArgumentException where there is none
   */
  public MixedLikelihood(List<? extends ColumnFamily> columns) {
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("a likelihood needs one or more columns");
    }
    this.columns = List.copyOf(columns);
    places = new int[columns.size()][];
    int arrays = 0;
    for (int d = 0; d < places.length; d++) {
      ColumnFamily family = columns.get(d);
      places[d] = new int[family.outputs().size()];
      arrays = Math.max(arrays, places[d].length + family.workArrays());
    }
    scratchRows = ColumnFamily.OUTPUTS + arrays;
    heads = List.copyOf(place());
  }

  /** Gives every output its column of h, role by role. */
  private List<Head> place() {
    List<Head> found = new ArrayList<>();
    int next = 0;
    for (HeadRole role : HeadRole.values()) {
      int first = next;
      for (int d = 0; d < places.length; d++) {
        List<HeadRole> outputs = columns.get(d).outputs();
        for (int o = 0; o < places[d].length; o++) {
          if (outputs.get(o) == role) {
            places[d][o] = next;
            next = Math.addExact(next, 1);
          }
        }
      }
      if (next > first) {
        found.add(role.head(next - first));
      }
    }
    return found;
  }

  /** The families, in the order of the table. */
  public List<ColumnFamily> columns() {
    return columns;
  }

  @Override
  public int dataSize() {
    return columns.size();
  }

  @Override
  public List<Head> heads() {
    return heads;
  }

  @Override
  public Support support() {
    return Support.MIXED;
  }

  @Override
  public int scratchRows() {
    return scratchRows;
  }

  @Override
  public float[][] scratch(int rows) {
    int together = Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, SCRATCH / scratchRows));
    return new float[scratchRows][Math.max(1, Math.min(rows, together))];
  }

  @Override
  public void logProb(Matrix h, Matrix x, int draws, float[][] scratch, double[] logProb) {
    Arrays.fill(logProb, 0, h.rows(), 0);
    for (int from = 0; from < h.rows(); from += scratch[0].length) {
      int rows = Math.min(scratch[0].length, h.rows() - from);
      for (int d = 0; d < places.length; d++) {
        logProb(h, x, draws, from, rows, d, scratch);
        add(scratch[ColumnFamily.LOG_PROB], rows, logProb, from);
      }
    }
  }

  @Override
  public void logProbAndGradient(
      Matrix h, Matrix x, int draws, float[][] scratch, double[] logProb) {
    Arrays.fill(logProb, 0, h.rows(), 0);
    for (int from = 0; from < h.rows(); from += scratch[0].length) {
      int rows = Math.min(scratch[0].length, h.rows() - from);
      for (int d = 0; d < places.length; d++) {
        boolean complete = logProb(h, x, draws, from, rows, d, scratch);
        add(scratch[ColumnFamily.LOG_PROB], rows, logProb, from);
        columns.get(d).gradient(scratch, rows);
        for (int o = 0; o < places[d].length; o++) {
          float[] gradient = scratch[ColumnFamily.OUTPUTS + o];
          if (!complete) {
            blank(x, draws, from, rows, d, gradient);
          }
          Chunks.scatterColumn(gradient, h, from, rows, places[d][o]);
        }
      }
    }
  }

  @Override
  public void columnLogProb(Matrix h, Matrix x, int draws, float[][] scratch, Matrix logProb) {
    for (int from = 0; from < h.rows(); from += scratch[0].length) {
      int rows = Math.min(scratch[0].length, h.rows() - from);
      for (int d = 0; d < places.length; d++) {
        logProb(h, x, draws, from, rows, d, scratch);
        Chunks.scatterColumn(scratch[ColumnFamily.LOG_PROB], logProb, from, rows, d);
      }
    }
  }

  /**
   * Column d of some rows: leaves its log p in scratch, 0 where x is missing.
   *
   * @return whether every row has a value
   */
  private boolean logProb(
      Matrix h, Matrix x, int draws, int from, int rows, int d, float[][] scratch) {
    for (int o = 0; o < places[d].length; o++) {
      Chunks.gatherColumn(h, from, rows, places[d][o], scratch[ColumnFamily.OUTPUTS + o]);
    }
    float[] values = scratch[ColumnFamily.X];
    Chunks.gatherRepeatedColumn(x, from, rows, draws, d, values);
    boolean complete = zeroForMissing(values, rows);
    columns.get(d).logProb(scratch, rows);
    if (!complete) {
      blank(x, draws, from, rows, d, scratch[ColumnFamily.LOG_PROB]);
    }
    return complete;
  }

  /** 0 is in the support of every family. */
  private static boolean zeroForMissing(float[] values, int rows) {
    boolean complete = true;
    for (int r = 0; r < rows; r++) {
      if (Float.isNaN(values[r])) {
        values[r] = 0;
        complete = false;
      }
    }
    return complete;
  }

  /** Sets the entries of rows without a value in column d to 0. */
  private static void blank(Matrix x, int draws, int from, int rows, int d, float[] entries) {
    for (int r = 0; r < rows; r++) {
      if (Float.isNaN(x.get((from + r) / draws, d))) {
        entries[r] = 0;
      }
    }
  }

  private static void add(float[] values, int rows, double[] sums, int from) {
    for (int r = 0; r < rows; r++) {
      sums[from + r] += values[r];
    }
  }

  /** Of a category, whose levels have no mean, the most probable level. */
  @Override
  public void mean(Matrix h, Matrix mean) {
    for (int d = 0; d < places.length; d++) {
      for (int r = 0; r < h.rows(); r++) {
        mean.set(r, d, (float) columns.get(d).mean(outputs(h, r, d)));
      }
    }
  }

  @Override
  public void sample(Matrix h, int row, RandomStream random, Matrix x) {
    for (int d = 0; d < places.length; d++) {
      x.set(row, d, (float) columns.get(d).sample(outputs(h, row, d), random));
    }
  }

  /** The outputs of column d in a row of h. */
  public float[] outputs(Matrix h, int row, int d) {
    float[] outputs = new float[places[d].length];
    for (int o = 0; o < outputs.length; o++) {
      outputs[o] = h.get(row, places[d][o]);
    }
    return outputs;
  }

  /** Each column's own; 0 where a column has no value in any row. */
  @Override
  public float[] biasFor(TrainingColumns training) {
    float[] biases = new float[outputs()];
    for (int d = 0; d < places.length; d++) {
      float[] observed = training.observed(d);
      if (observed.length > 0) {
        float[] own = columns.get(d).biasFor(observed);
        for (int o = 0; o < own.length; o++) {
          biases[places[d][o]] = own[o];
        }
      }
    }
    return biases;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MixedLikelihood mixed && columns.equals(mixed.columns);
  }

  @Override
  public int hashCode() {
    return columns.hashCode();
  }

  /** How many columns of which family, such as {@code mixed: 3 gaussian, 1 poisson}. */
  @Override
  public String toString() {
    Map<String, Integer> counts = new TreeMap<>();
    columns.forEach(family -> counts.merge(words(family), 1, Integer::sum));
    List<String> words = new ArrayList<>();
    counts.forEach((name, count) -> words.add(count + " " + name));
    return "mixed: " + String.join(", ", words);
  }

  private static String words(ColumnFamily family) {
    return family instanceof GaussianColumn gaussian
            && gaussian.variance() == DiagonalGaussian.Variance.SHARED
        ? "gaussian of shared variance"
        : family.name();
  }
}
