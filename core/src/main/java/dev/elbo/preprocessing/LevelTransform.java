package dev.elbo.preprocessing;

import dev.elbo.schema.Binary;
import dev.elbo.schema.Category;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The number of a cell's level: 0, 1, …. log |dy/dx| is 0, since levels have probabilities.
 *
 * <p>In a category a level that is not named has the number after all others. A third value in a
 * binary column has no number: it is NaN, as a missing cell is.
 */
public final class LevelTransform implements ColumnTransform {
  private final Map<String, Integer> numbers;
  private final List<String> levels;
  private final boolean hasOther;

  private LevelTransform(List<String> levels, boolean hasOther) {
    this.levels = List.copyOf(levels);
    this.hasOther = hasOther;
    numbers = new LinkedHashMap<>();
    levels.forEach(level -> numbers.put(level, numbers.size()));
  }

  public static LevelTransform of(Category category) {
    return new LevelTransform(category.levels(), true);
  }

  public static LevelTransform of(Binary binary) {
    return new LevelTransform(List.of(binary.zero(), binary.one()), false);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LevelTransform same
        && levels.equals(same.levels)
        && hasOther == same.hasOther;
  }

  @Override
  public int hashCode() {
    return levels.hashCode();
  }

  /** The named levels, by their numbers. */
  public List<String> levels() {
    return levels;
  }

  /** Whether a cell is one of the named levels, or missing. */
  public boolean knows(@Nullable String cell) {
    return cell == null || numbers.containsKey(cell);
  }

  /** The number of a cell's level; NaN where the cell is missing. */
  public float forward(@Nullable String cell) {
    if (cell == null) {
      return Float.NaN;
    }
    Integer number = numbers.get(cell);
    if (number != null) {
      return number;
    }
    return hasOther ? levels.size() : Float.NaN;
  }

  /**
   * The level of a number, {@link Category#OTHER} after all named; null for NaN.
   *
   * @throws IllegalArgumentException where no level has the number
   */
  public @Nullable String inverse(float number) {
    if (Float.isNaN(number)) {
      return null;
    }
    int most = levels.size() - (hasOther ? 0 : 1);
    if (!(number >= 0 && number <= most && number == Math.rint(number))) {
      throw new IllegalArgumentException(
          "levels have numbers from 0 to %d, and none is %s".formatted(most, number));
    }
    return number == levels.size() ? Category.OTHER : levels.get((int) number);
  }
}
