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

  @Override
  public Kind kind() {
    return Kind.BINARY;
  }

  @Override
  public String summary() {
    return Words.quoted(zero) + " or " + Words.quoted(one);
  }
}
