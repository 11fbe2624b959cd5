package dev.elbo.preprocessing;

import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
import dev.elbo.schema.Schema;
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
   * The numbers of some rows to train on, with noise that undoes the rounding: a function of the
   * seed and of the number of the row in its table.
   */
  public EncodedRows encodeDequantized(RowBlock block, long seed) {
    return encode(block, OptionalLong.of(seed));
  }

  private EncodedRows encode(RowBlock block, OptionalLong seed) {
    int columns = transforms.size();
    float[] values = new float[block.rows() * columns];
    long[] unseen = new long[columns];
    int k = 0;
    for (int j = 0; j < schema.columns().size(); j++) {
      if (schema.columns().get(j).kind().isModelled()) {
        ColumnTransform transform = transforms.get(k);
        if (block.columns().get(j) instanceof ColumnCells.Numbers numbers) {
          encode(numbers.values(), transform, values, k, new Noise(seed, block.firstRow(), k));
        } else if (block.columns().get(j) instanceof ColumnCells.Texts texts) {
          unseen[k] = encode(texts.values(), (LevelTransform) transform, values, k);
        }
        k++;
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
    double uniform(int row) {
      return seed.isEmpty()
          ? 0.5
          : RandomStream.of(seed.getAsLong(), Purpose.DEQUANTIZATION, firstRow + row, column)
              .nextDouble();
    }
  }
}
