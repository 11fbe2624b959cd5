package dev.elbo.persist;

import dev.elbo.AutoEncoder;
import dev.elbo.Codes;
import dev.elbo.data.DataCache;
import dev.elbo.data.Dataset;
import dev.elbo.data.NamedSet;
import dev.elbo.data.Part;
import dev.elbo.eval.RowScores;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Models of the bundled digits that an earlier version trained and wrote. */
enum GoldenModel {
  /** App. C.1: zeros and ones; 64–24–3, tanh. */
  BINARY_DIGITS("format-1-binary-digits"),

  /** App. C.2: a mean between 0 and 1 and log σ² of each row; 64–24–12–3, relu. */
  GREY_DIGITS("format-1-grey-digits");

  private static final int ROWS = 5;
  private static final int SAMPLES = 50;

  private final String name;

  GoldenModel(String name) {
    this.name = name;
  }

  Path model() {
    return resource(".safetensors");
  }

  /** A row of names, and one of numbers for each of the rows. */
  Path answers() {
    return resource(".csv");
  }

  private Path resource(String ending) {
    try {
      return Path.of(Objects.requireNonNull(getClass().getResource(name + ending)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static Dataset rows() {
    try {
      return NamedSet.DIGITS
          .load(Part.TEST, new DataCache(Path.of("")))
          .select(IntStream.range(0, ROWS).toArray(), "golden");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Scores, codes and reconstructions of the rows, a row each. */
  static double[][] answers(AutoEncoder model, Dataset rows) {
    RowScores scores = model.score(rows, SAMPLES);
    Codes codes = model.encode(rows);
    float[][] reconstructions = model.reconstruct(rows);
    return IntStream.range(0, rows.rows())
        .mapToObj(
            i ->
                Stream.of(
                        DoubleStream.of(
                            scores.logLikelihood().get(i),
                            scores.bound().get(i),
                            scores.reconstruction().get(i)),
                        doubles(codes.means()[i]),
                        doubles(codes.deviations()[i]),
                        doubles(reconstructions[i]))
                    .flatMapToDouble(s -> s)
                    .toArray())
        .toArray(double[][]::new);
  }

  private static DoubleStream doubles(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(j -> values[j]);
  }
}
