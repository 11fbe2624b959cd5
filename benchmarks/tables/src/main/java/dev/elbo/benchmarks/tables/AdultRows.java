package dev.elbo.benchmarks.tables;

import dev.elbo.data.DataException;
import dev.elbo.preprocessing.ColumnCells;
import dev.elbo.preprocessing.RowBlock;
import dev.elbo.schema.Category;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of UCI's Adult (census income), as the file has them: cells of text, {@code ?} for a missing
 * one, the income last.
 *
 * @param cells row after row, as many as {@link #NAMES}
 */
record AdultRows(List<List<String>> cells) {
  /** The columns, as {@code adult.names} calls them; the files have no header. */
  static final List<String> NAMES =
      List.of(
          "age",
          "workclass",
          "fnlwgt",
          "education",
          "education-num",
          "marital-status",
          "occupation",
          "relationship",
          "race",
          "sex",
          "capital-gain",
          "capital-loss",
          "hours-per-week",
          "native-country",
          "income");

  static final String INCOME = "income";
  static final String HIGH = ">50K";
  static final String MISSING = "?";

  private static final List<String> NUMBERS =
      List.of("age", "fnlwgt", "education-num", "capital-gain", "capital-loss", "hours-per-week");

  static boolean isNumber(String column) {
    return NUMBERS.contains(column);
  }

  /** Reads {@code adult.data} or {@code adult.test}, whose labels end in a point. */
  static AdultRows read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new DataException(
          file + ": there is no such file; give the folder of UCI's Adult with --data");
    }
    List<List<String>> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      // The test file begins with a comment, and both end with an empty line.
      if (line.isBlank() || line.startsWith("|")) {
        continue;
      }
      List<String> cells = List.of(line.strip().replaceFirst("[.]$", "").split(", ", -1));
      if (cells.size() != NAMES.size()) {
        throw new DataException(
            "%s: expected %d cells, found %d in the line %s"
                .formatted(file, NAMES.size(), cells.size(), line));
      }
      rows.add(cells);
    }
    return new AdultRows(rows);
  }

  /**
   * Rows that a model has drawn. Those are left out in which a number is a level that was too rare
   * to learn, or belongs to a column that the model leaves out.
   */
  static AdultRows of(RowBlock block) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < block.rows(); i++) {
      List<String> row = new ArrayList<>();
      for (ColumnCells column : block.columns()) {
        row.add(cell(column, i));
      }
      if (numbersAreThere(row)) {
        rows.add(row);
      }
    }
    return new AdultRows(rows);
  }

  private static boolean numbersAreThere(List<String> row) {
    return NUMBERS.stream()
        .map(name -> row.get(NAMES.indexOf(name)))
        .noneMatch(cell -> cell.equals(MISSING) || cell.equals(Category.OTHER));
  }

  private static String cell(ColumnCells column, int row) {
    if (column instanceof ColumnCells.Numbers numbers) {
      double value = numbers.values()[row];
      return Double.isNaN(value) ? MISSING : CsvTable.cell(value);
    }
    String text = ((ColumnCells.Texts) column).values()[row];
    return text == null ? MISSING : text;
  }

  /** Writes CSV with a header, as {@code elbo train} is given it. */
  void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(String.join(",", NAMES));
    cells.forEach(row -> lines.add(String.join(",", row)));
    Files.write(file, lines);
  }

  int rows() {
    return cells.size();
  }

  /** The cells of a column. */
  List<String> column(String name) {
    int place = NAMES.indexOf(name);
    return cells.stream().map(row -> row.get(place)).toList();
  }
}
