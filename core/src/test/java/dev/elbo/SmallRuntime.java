package dev.elbo;

import dev.elbo.data.Dataset;
import dev.elbo.eval.RowScores;
import dev.elbo.linalg.Kernels;
import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a service asks of a model, as a program of its own: it uses nothing but the library. */
public final class SmallRuntime {
  private static final int ROWS = 7;
  private static final int SAMPLES = 50;

  private SmallRuntime() {}

  /** Prints the engine, then a number a line. */
  public static void main(String[] args) throws IOException {
    System.out.println(Kernels.engine());
    numbers(Path.of(args[0])).forEach(System.out::println);
  }

  /** Codes, means and scores of a few rows. */
  static DoubleStream numbers(Path model) throws IOException {
    AutoEncoder loaded = AutoEncoder.load(model);
    float[][] rows = rows(loaded.data().columns());
    Codes codes = loaded.encode(rows);
    RowScores scores = loaded.score(Dataset.ofFloats("rows", rows), SAMPLES);
    return Stream.of(
            numbers(codes.means()),
            numbers(codes.deviations()),
            numbers(loaded.decode(codes.means())),
            Arrays.stream(loaded.logLikelihood(Dataset.ofFloats("rows", rows), SAMPLES)),
            scores.logLikelihood().stream().mapToDouble(x -> x),
            scores.contributions().stream().flatMapToDouble(c -> c.stream().mapToDouble(x -> x)))
        .flatMapToDouble(numbers -> numbers);
  }

  private static DoubleStream numbers(float[][] rows) {
    return Arrays.stream(rows)
        .flatMapToDouble(row -> IntStream.range(0, row.length).mapToDouble(j -> row[j]));
  }

  /** Zeros and ones, which every decoder takes. */
  private static float[][] rows(int columns) {
    float[][] rows = new float[ROWS][columns];
    for (int i = 0; i < ROWS; i++) {
      RandomStream random = RandomStream.of(1, Purpose.PRIOR_SAMPLE, i, 0);
      for (int j = 0; j < columns; j++) {
        rows[i][j] = random.nextGaussian() > 0.5f ? 1 : 0;
      }
    }
    return rows;
  }
}
