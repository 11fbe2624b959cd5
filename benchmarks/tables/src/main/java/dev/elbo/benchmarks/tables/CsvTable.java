package dev.elbo.benchmarks.tables;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/** CSV files for Elbo to read, with columns called {@code x1}, {@code x2}, …. */
final class CsvTable {
  /** Whole numbers below are exact as a long. */
  private static final double LARGEST_WHOLE = 1e15;

  private CsvTable() {}

  /** Writes rows of numbers, whole ones without a point and NaN as an empty cell. */
  static void write(Path file, double[][] rows) throws IOException {
    try (Writer writer = Files.newBufferedWriter(file)) {
      for (int j = 0; j < rows[0].length; j++) {
        writer.write(j == 0 ? "x1" : ",x" + (j + 1));
      }
      writer.write('\n');
      for (double[] row : rows) {
        for (int j = 0; j < row.length; j++) {
          writer.write((j == 0 ? "" : ",") + cell(row[j]));
        }
        writer.write('\n');
      }
    }
  }

  static String cell(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    boolean whole = value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE;
    return whole ? Long.toString((long) value) : Double.toString(value);
  }
}
