package dev.elbo.schema;

/**
 * Whole numbers from 0 on that count something.
 *
 * @param minimum the smallest value seen, at least 0
 * @param maximum the largest value seen
 */
public record Count(int minimum, int maximum) implements ColumnType {
  public Count {
    Checks.range(minimum, maximum);
    if (minimum < 0) {
      throw new IllegalArgumentException("a count is at least 0, not " + minimum);
    }
  }

  @Override
  public Kind kind() {
    return Kind.COUNT;
  }

  @Override
  public String summary() {
    return Words.range(minimum, maximum);
  }
}
