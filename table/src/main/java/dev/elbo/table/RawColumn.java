package dev.elbo.table;

/**
 * A column as it is stored.
 *
 * @param name as the table has it
 * @param place from 0 on
 * @param sqlType of its cells; VARCHAR where they are text that says what they are
 */
record RawColumn(String name, int place, String sqlType) {
  /** What the database calls it: names of tables may differ in case only, which are one in SQL. */
  String sqlName() {
    return "c" + place;
  }

  boolean isNested() {
    return sqlType.contains("STRUCT(")
        || sqlType.contains("MAP(")
        || sqlType.contains("UNION(")
        || sqlType.endsWith("]");
  }

  boolean isBinaryData() {
    return sqlType.equals("BLOB");
  }
}
