package dev.elbo.preprocessing;

import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
import dev.elbo.schema.Column;
import dev.elbo.schema.Kind;
import dev.elbo.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How rows become numbers for a model.
 *
 * @param schema of the rows
 * @param transforms of the columns that a model has, in their order
 */
public record Preprocessing(Schema schema, List<ColumnTransform> transforms) {
  public Preprocessing {
    transforms = List.copyOf(transforms);
    if (transforms.size() != schema.modelled().size()) {
      throw new IllegalArgumentException(
          "%d transforms for %d columns".formatted(transforms.size(), schema.modelled().size()));
    }
  }

  /** The numbers of some rows, rounded ones as they are. A pure function of each row. */
  public EncodedRows encode(RowBlock block) {
    return encode(block, OptionalLong.empty());
  }

  /**
   * The numbers of some rows to train on, with noise that undoes the rounding of all but fractions:
   * a function of the seed and of the number of the row in its table.
   */
  public EncodedRows encodeDequantized(RowBlock block, long seed) {
    return encode(block, OptionalLong.of(seed));
  }

  /**
   * The cells that some numbers stand for, within the range of the rows trained on and rounded as
   * they were; of a level the nearest number counts. A model does not have columns that are left
   * out: their cells are missing.
   *
   * @param values row after row (rows × columns); NaN for a missing cell
   */
  public RowBlock decode(float[] values, int rows) {
    List<ColumnCells> columns = new ArrayList<>();
    schema.columns().forEach(c -> columns.add(new ColumnCells.Texts(new @Nullable String[rows])));
    int[] places = schema.modelledPlaces();
    for (int k = 0; k < transforms.size(); k++) {
      columns.set(places[k], decode(transforms.get(k), values, rows, k));
    }
    return new RowBlock(0, rows, columns);
  }

  private ColumnCells decode(ColumnTransform transform, float[] values, int rows, int column) {
    if (transform instanceof LevelTransform levels) {
      @Nullable String[] texts = new @Nullable String[rows];
      for (int i = 0; i < rows; i++) {
        texts[i] = levels.inverse((float) Math.rint(values[i * transforms.size() + column]));
      }
      return new ColumnCells.Texts(texts);
    }
    double[] numbers = new double[rows];
    for (int i = 0; i < rows; i++) {
      float value = values[i * transforms.size() + column];
      numbers[i] =
          transform instanceof CountTransform count
              ? count.inverse(value)
              : ((NumberTransform) transform).inverse(value);
    }
    return new ColumnCells.Numbers(numbers);
  }

  /**
   * log |dy/dx| of each cell (rows × columns), in nats: what is added to log p(y) for log p(x) in
   * the units of the table. 0 where the cell is missing, and for counts and levels.
   */
  public double[] logJacobian(RowBlock block) {
    double[] logs = new double[block.rows() * transforms.size()];
    int[] places = schema.modelledPlaces();
    for (int k = 0; k < transforms.size(); k++) {
      if (transforms.get(k) instanceof NumberTransform transform
          && block.columns().get(places[k]) instanceof ColumnCells.Numbers numbers) {
        for (int i = 0; i < block.rows(); i++) {
          double x = numbers.values()[i];
          logs[i * transforms.size() + k] = Double.isNaN(x) ? 0 : transform.logJacobian(x);
        }
      }
    }
    return logs;
  }

  /** Which cells are missing (rows × columns). */
  public boolean[] missing(RowBlock block) {
    return cells(block, (transform, cells, row) -> cells.isMissing(row));
  }

  /** Which cells hold something that a model has no number for (rows × columns). */
  public boolean[] unknown(RowBlock block) {
    return cells(
        block,
        (transform, cells, row) ->
            transform instanceof LevelTransform levels
                && cells instanceof ColumnCells.Texts texts
                && !cells.isMissing(row)
                && Float.isNaN(levels.forward(texts.values()[row])));
  }

  private boolean[] cells(RowBlock block, CellTest test) {
    boolean[] found = new boolean[block.rows() * transforms.size()];
    int[] places = schema.modelledPlaces();
    for (int k = 0; k < transforms.size(); k++) {
      ColumnCells cells = block.columns().get(places[k]);
      for (int i = 0; i < block.rows(); i++) {
        found[i * transforms.size() + k] = test.holds(transforms.get(k), cells, i);
      }
    }
    return found;
  }

  /** What is asked of a cell. */
  private interface CellTest {
    boolean holds(ColumnTransform transform, ColumnCells cells, int row);
  }

  private EncodedRows encode(RowBlock block, OptionalLong seed) {
    int columns = transforms.size();
    float[] values = new float[block.rows() * columns];
    long[] unseen = new long[columns];
    int[] places = schema.modelledPlaces();
    for (int k = 0; k < columns; k++) {
      ColumnTransform transform = transforms.get(k);
      ColumnCells cells = block.columns().get(places[k]);
      if (cells instanceof ColumnCells.Numbers numbers) {
        Column column = schema.columns().get(places[k]);
        encode(numbers.values(), transform, values, k, Noise.of(seed, column, block.firstRow(), k));
      } else if (cells instanceof ColumnCells.Texts texts) {
        unseen[k] = encode(texts.values(), (LevelTransform) transform, values, k);
      }
    }
    return new EncodedRows(block.rows(), columns, values, unseen);
  }

  private void encode(
      double[] cells, ColumnTransform transform, float[] values, int column, Noise noise) {
    for (int i = 0; i < cells.length; i++) {
      float value = Float.NaN;
      if (transform instanceof NumberTransform number) {
        value = number.forward(number.dequantize(cells[i], noise.uniform(i)));
      } else if (transform instanceof CountTransform count) {
        value = count.forward(cells[i]);
      }
      values[i * transforms.size() + column] = value;
    }
  }

  private long encode(
      @Nullable String[] cells, LevelTransform transform, float[] values, int column) {
    long unseen = 0;
    for (int i = 0; i < cells.length; i++) {
      values[i * transforms.size() + column] = transform.forward(cells[i]);
      unseen += transform.knows(cells[i]) ? 0 : 1;
    }
    return unseen;
  }

  /**
   * Where in its interval of rounding each value of a column lies.
   *
   * @param seed empty for the middle
   * @param firstRow of the block
   * @param column that the values are of
   */
  private record Noise(OptionalLong seed, long firstRow, int column) {
    /** The density of a fraction has no scale that could shrink to a grid, and ends at 0 and 1. */
    static Noise of(OptionalLong seed, Column of, long firstRow, int column) {
      boolean none = of.kind() == Kind.FRACTION;
      return new Noise(none ? OptionalLong.empty() : seed, firstRow, column);
    }

    double uniform(int row) {
      return seed.isEmpty()
          ? 0.5
          : RandomStream.of(seed.getAsLong(), Purpose.DEQUANTIZATION, firstRow + row, column)
              .nextDouble();
    }
  }
}
