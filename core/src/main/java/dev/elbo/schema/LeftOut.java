package dev.elbo.schema;

/**
 * Values that a model has no use for.
 *
 * @param kind one that is not modelled
 * @param reason why it is taken for that, as people read it
 */
public record LeftOut(Kind kind, String reason) implements ColumnType {
  public LeftOut {
    if (kind.isModelled()) {
      throw new IllegalArgumentException(
          "a model has columns of kind " + kind.word() + ": they are not left out");
    }
    if (reason.isBlank()) {
      throw new IllegalArgumentException("a column is left out for a reason");
    }
  }

  @Override
  public String summary() {
    return reason;
  }
}
