package dev.elbo.table;

import java.sql.SQLException;
import java.util.Collection;
import java.util.stream.Collectors;

/** Pieces of SQL text. */
final class Sql {
  private Sql() {}

  static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** {@code 'a', 'b'}. */
  static String literals(Collection<String> texts) {
    return texts.stream().map(Sql::literal).collect(Collectors.joining(", "));
  }

  /** What the database says first; it goes on with its own remedies and settings. */
  static String firstLine(SQLException e) {
    String message = e.getMessage();
    return message == null
        ? e.toString()
        : message.lines().findFirst().orElse("").replaceFirst("[. ]+$", "");
  }
}
