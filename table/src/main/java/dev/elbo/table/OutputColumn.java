package dev.elbo.table;

/**
 * A column of results.
 *
 * @param name in the header
 * @param type of its cells
 */
public record OutputColumn(String name, Type type) {
  /** What the cells of a column of results are. */
  public enum Type {
    TEXT("VARCHAR"),
    FLOAT("FLOAT"),
    DOUBLE("DOUBLE"),
    WHOLE("BIGINT");

    private final String sqlType;

    Type(String sqlType) {
      this.sqlType = sqlType;
    }

    String sqlType() {
      return sqlType;
    }
  }
}
