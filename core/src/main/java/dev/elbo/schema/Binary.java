package dev.elbo.schema;

/**
 * One of two values.
 *
 * @param zero the cell that the model sees as 0
 * @param one the cell that the model sees as 1
 */
public record Binary(String zero, String one) implements ColumnType {
  public Binary {
    if (zero.equals(one)) {
      throw new IllegalArgumentException("two values differ, and not both are \"" + one + "\"");
    }
  }

  /**
   * Log-probability of a third value, in nats, after {@code rows} rows without one: 1 / (rows + 2),
   * by Laplace's rule of succession.
   */
  public static double logThirdValue(int rows) {
    return -Math.log(rows + 2.0);
  }

  @Override
  public Kind kind() {
    return Kind.BINARY;
  }

  @Override
  public String summary() {
    return Words.quoted(zero) + " or " + Words.quoted(one);
  }
}
