package dev.elbo.benchmarks.tables;

import dev.elbo.TableModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Elbo as {@code elbo train} and {@code elbo score} have it: strangeness of rows that came as CSV
 * files, everything left at its default.
 */
final class ElboDetector implements Detector {

  @Override
  public String name() {
    return "elbo";
  }

  @Override
  public double[] scores(AnomalySet set, Setting.Parts parts, long seed) throws IOException {
    Path folder = Files.createTempDirectory("elbo-benchmark");
    Path train = folder.resolve("train.csv");
    Path test = folder.resolve("test.csv");
    try {
      CsvTable.write(train, set.select(parts.train()));
      CsvTable.write(test, set.select(parts.test()));
      TableModel model = ElboTables.train(train, seed);
      return ElboTables.strangeness(model, test).stream().mapToDouble(value -> value).toArray();
    } finally {
      Files.deleteIfExists(train);
      Files.deleteIfExists(test);
      Files.delete(folder);
    }
  }
}
