package dev.elbo.paper.estimators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.data.Binarization;
import dev.elbo.data.DataCache;
import dev.elbo.data.Dataset;
import dev.elbo.data.RowReader;
import dev.elbo.distribution.Bernoulli;
import dev.elbo.eval.Evaluation;
import dev.elbo.eval.Evaluator;
import dev.elbo.model.Architecture;
import dev.elbo.model.Vae;
import dev.elbo.nn.Initialization;
import dev.elbo.nn.Parameters;
import dev.elbo.nn.Weights;
import dev.elbo.paper.data.PaperSet;
import dev.elbo.paper.frame.PartContext;
import dev.elbo.paper.frame.Table;
import dev.elbo.parallel.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Against the library's evaluation of the same model, whose draws are others. */
class BoundByDrawsTest {
  private static final int ROWS = 40;

  private final Vae vae = Vae.of(Architecture.of(new Bernoulli(64), List.of(16), 4));
  private final Weights weights = weights();
  private final RowReader rows = rows();

  private Weights weights() {
    Parameters parameters = Parameters.zeros(vae.layout());
    Initialization.PAPER.fill(parameters, 5);
    return Weights.of(parameters);
  }

  private static RowReader rows() {
    try {
      Dataset test = PaperSet.DIGITS.test(new DataCache(Path.of("")));
      Dataset some = test.select(IntStream.range(0, ROWS).toArray(), "some");
      return RowReader.of(some, Binarization.DYNAMIC, 1);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Table bounds(int most, List<Integer> counts) {
    PartContext context = new PartContext(Path.of("m"), Path.of("c"), (done, text) -> {});
    return new BoundByDraws(most, counts).of(vae, weights, rows, 7, context);
  }

  private Evaluation evaluate(int samples) {
    try (Workers workers = new Workers(1)) {
      return Evaluator.of(vae, samples, workers).evaluate(weights, rows, samples, 9);
    }
  }

  /** Two estimates apart by no more than five standard errors: one false alarm in a million. */
  @Test
  void boundsAreThoseOfTheLibrary() {
    Table table = bounds(2000, List.of(1, 10, 100, 2000));
    double[] bounds = table.numbers("bound");
    double[] errors = table.numbers("standard_error");
    Evaluation many = evaluate(2000);
    assertThat(bounds[0]).isCloseTo(many.elbo(), within(5 * 1.5 * errors[0]));
    assertThat(bounds[3])
        .isCloseTo(
            many.logLikelihood(),
            within(5 * Math.hypot(errors[3], many.logLikelihoodStandardError())));
    assertThat(bounds).isSorted();
    assertThat(Arrays.stream(errors)).allSatisfy(error -> assertThat(error).isBetween(0.0, 0.2));
    assertThat(table.last("row_error")).isCloseTo(many.logLikelihoodRowError(), within(0.2));
  }

  /** L_k by groups and by the single group of k draws have one expectation. */
  @Test
  void groupsHaveNoBias() {
    Table groups = bounds(2000, List.of(20));
    Evaluation single = evaluate(20);
    assertThat(groups.last("bound"))
        .isCloseTo(
            single.logLikelihood(),
            within(
                5
                    * Math.hypot(
                        groups.last("standard_error"), single.logLikelihoodStandardError())));
  }
}
