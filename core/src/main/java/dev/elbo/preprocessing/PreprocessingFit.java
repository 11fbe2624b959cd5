package dev.elbo.preprocessing;

import dev.elbo.schema.Binary;
import dev.elbo.schema.Category;
import dev.elbo.schema.Column;
import dev.elbo.schema.ColumnType;
import dev.elbo.schema.Count;
import dev.elbo.schema.DateTime;
import dev.elbo.schema.Numeric;
import dev.elbo.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * Fits the transforms of a schema's columns to rows that come in blocks, one pass over them. What
 * comes out depends on the rows and their order, and on nothing else.
 */
public final class PreprocessingFit {
  private final Schema schema;

  /** Place of a column in the schema to the fit of its numbers. */
  private final Map<Integer, NumberFit> fits = new LinkedHashMap<>();

  public PreprocessingFit(Schema schema) {
    this.schema = schema;
    for (int j = 0; j < schema.columns().size(); j++) {
      ColumnType type = schema.columns().get(j).type();
      if (type instanceof Numeric numeric) {
        fits.put(j, new NumberFit(numeric));
      } else if (type instanceof DateTime dates) {
        fits.put(j, new NumberFit(new Numeric(dates.minimum(), dates.maximum(), 1)));
      }
    }
  }

  /** Adds rows to train on. */
  public void add(RowBlock block) {
    add(block, row -> true);
  }

  /**
   * Adds those rows of a block that are to be trained on.
   *
   * @param wanted whether a row is, by its number in the table
   */
  public void add(RowBlock block, LongPredicate wanted) {
    boolean[] taken = new boolean[block.rows()];
    for (int i = 0; i < taken.length; i++) {
      taken[i] = wanted.test(block.firstRow() + i);
    }
    fits.forEach(
        (j, fit) -> {
          if (block.columns().get(j) instanceof ColumnCells.Numbers numbers) {
            for (int i = 0; i < taken.length; i++) {
              if (taken[i]) {
                fit.add(numbers.values()[i]);
              }
            }
          }
        });
  }

  /** The transforms of the columns that a model has. */
  public Preprocessing finish() {
    List<ColumnTransform> transforms = new ArrayList<>();
    for (int j = 0; j < schema.columns().size(); j++) {
      Column column = schema.columns().get(j);
      NumberFit fit = fits.get(j);
      if (fit != null) {
        transforms.add(fit.finish());
      } else if (column.type() instanceof Count count) {
        transforms.add(new CountTransform(count.minimum(), count.maximum()));
      } else if (column.type() instanceof Binary binary) {
        transforms.add(LevelTransform.of(binary));
      } else if (column.type() instanceof Category category) {
        transforms.add(LevelTransform.of(category));
      }
    }
    return new Preprocessing(schema, transforms);
  }
}
