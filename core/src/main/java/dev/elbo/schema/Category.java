package dev.elbo.schema;

import java.util.HashSet;
import java.util.List;

/**
 * One of some levels without order. The model has one level more, {@link #OTHER}, for levels too
 * rare to learn and for those it has never seen.
 *
 * @param levels in order of frequency, the most frequent first
 * @param otherRows rows whose level was too rare
 */
public record Category(List<String> levels, long otherRows) implements ColumnType {
  /** How a cell with another level is written. */
  public static final String OTHER = "(other)";

  public Category {
    levels = List.copyOf(levels);
    if (levels.isEmpty()) {
      throw new IllegalArgumentException("a category has at least one level");
    }
    if (levels.size() != new HashSet<>(levels).size()) {
      throw new IllegalArgumentException("a level is named twice in " + levels);
    }
    if (otherRows < 0) {
      throw new IllegalArgumentException("otherRows is at least 0, not " + otherRows);
    }
  }

  /** The number of the level {@link #OTHER}, after all others. */
  public int other() {
    return levels.size();
  }

  /** How many levels the model has: the named ones and {@link #OTHER}. */
  public int size() {
    return levels.size() + 1;
  }

  @Override
  public Kind kind() {
    return Kind.CATEGORY;
  }

  @Override
  public String summary() {
    String named = Words.counted(levels.size(), "level");
    return otherRows == 0 ? named : named + ", others in " + Words.counted(otherRows, "row");
  }
}
