package dev.elbo.benchmarks.tables;

import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.data.NpzFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Rows of numbers, some of them anomalies: a file of ADBench, whose label is 1 for an anomaly.
 *
 * @param name the file's, without number and ending
 * @param rows of numbers
 * @param anomaly one a row
 */
// Passed on, not compared.
@SuppressWarnings("ArrayRecordComponent")
record AnomalySet(String name, double[][] rows, boolean[] anomaly) {

  /**
   * Sets of a folder, in the order of their names.
   *
   * @param names those wanted, in either case; all where none is named
   * @throws DataException where the folder has none, or not one that was named
   */
  static List<AnomalySet> read(Path folder, List<String> names) throws IOException {
    List<Path> files = files(folder);
    List<String> all = files.stream().map(AnomalySet::name).toList();
    for (String name : names) {
      if (all.stream().noneMatch(name::equalsIgnoreCase)) {
        throw new DataException(
            "%s: there is no set %s; there are %s".formatted(folder, name, String.join(", ", all)));
      }
    }
    List<AnomalySet> sets = new ArrayList<>();
    for (Path file : files) {
      if (names.isEmpty() || names.stream().anyMatch(name(file)::equalsIgnoreCase)) {
        sets.add(read(file));
      }
    }
    return sets;
  }

  private static List<Path> files(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.npz")) {
        found.forEach(files::add);
      }
    }
    if (files.isEmpty()) {
      throw new DataException(
          folder + ": no folder with the .npz files of ADBench; give it with --data");
    }
    files.sort((a, b) -> name(a).compareToIgnoreCase(name(b)));
    return files;
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName())
        .replaceFirst("^\\d+_", "")
        .replaceFirst("[.]npz$", "")
        .toLowerCase(Locale.ROOT);
  }

  private static AnomalySet read(Path file) throws IOException {
    Dataset data = NpzFile.read(file);
    if (!data.hasLabels()) {
      throw new DataException(file + ": there is no array y that says which rows are anomalies");
    }
    double[][] rows = new double[data.rows()][data.columns()];
    boolean[] anomaly = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[i].length; j++) {
        // The shortest decimal number of the float: 0.1f is what was written as 0.1.
        rows[i][j] = Double.parseDouble(Float.toString(data.value(i, j)));
      }
      anomaly[i] = data.label(i) == 1;
    }
    return new AnomalySet(name(file), rows, anomaly);
  }

  int columns() {
    return rows[0].length;
  }

  long cells() {
    return (long) rows.length * columns();
  }

  int anomalies() {
    int count = 0;
    for (boolean a : anomaly) {
      count += a ? 1 : 0;
    }
    return count;
  }

  /** Some rows, in the order of the numbers given. */
  double[][] select(int[] numbers) {
    double[][] selected = new double[numbers.length][];
    for (int i = 0; i < numbers.length; i++) {
      selected[i] = rows[numbers[i]];
    }
    return selected;
  }

  /** Which of some rows are anomalies. */
  boolean[] labels(int[] numbers) {
    boolean[] labels = new boolean[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      labels[i] = anomaly[numbers[i]];
    }
    return labels;
  }
}
