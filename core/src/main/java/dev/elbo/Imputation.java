package dev.elbo;

import dev.elbo.preprocessing.RowBlock;
import java.util.List;

/**
 * Rows whose missing cells are filled in. The others are as they were, bit for bit.
 *
 * @param completed the rows, once or several times over
 * @param effectiveDraws of each row: how many draws of z of equal weight stand behind what was
 *     filled in ({@link dev.elbo.eval.WeighedDraws#effectiveSize}); NaN where nothing was
 */
public record Imputation(List<RowBlock> completed, List<Double> effectiveDraws) {
  public Imputation {
    completed = List.copyOf(completed);
    effectiveDraws = List.copyOf(effectiveDraws);
  }

  /** The rows, of several completions the first. */
  public RowBlock rows() {
    return completed.get(0);
  }

  /**
   * How many rows rest on fewer effective draws than this: what was filled in there says little.
   */
  public int rowsBelow(double draws) {
    return (int) effectiveDraws.stream().filter(effective -> effective < draws).count();
  }
}
