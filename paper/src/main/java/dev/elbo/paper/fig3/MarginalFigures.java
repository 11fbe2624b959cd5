package dev.elbo.paper.fig3;

import dev.elbo.data.RowReader;
import dev.elbo.eval.Evaluation;
import dev.elbo.eval.Evaluator;
import dev.elbo.eval.MarginalLikelihoods;
import dev.elbo.eval.ReciprocalImportanceSampling;
import dev.elbo.model.Vae;
import dev.elbo.nn.Parameters;
import dev.elbo.nn.Weights;
import dev.elbo.paper.baseline.RecognitionFit;
import dev.elbo.paper.curve.Measurement;
import dev.elbo.parallel.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * log p(x) of the first training and test rows by the estimator of {@code AEVB App. D}, and by
 * importance sampling beside it, in nats a row.
 *
 * <p>It belongs to the decoder alone. For every method a recognition model is fitted to the decoder
 * on these very rows ({@link RecognitionFit}): chains start at its draws, importance sampling draws
 * from it. Chains that start at the prior stay where they get stuck on the way, and the estimate is
 * then hundreds of nats too low.
 */
final class MarginalFigures implements Measurement {
  static final String TRAIN = "train";
  static final String TEST = "test";

  /** Ends of the columns that tell more about the figure of the same rows. */
  static final String ERROR = "_error";

  static final String IMPORTANCE = "_importance";
  static final String IMPORTANCE_ERROR = "_importance_error";
  static final String ACCEPTANCE = "_acceptance";

  private final Vae vae;
  private final MarginalOptions options;
  private final RowReader training;
  private final RowReader test;
  private final Workers workers = new Workers(1);
  private final Evaluator evaluator;

  MarginalFigures(Vae vae, MarginalOptions options, RowReader training, RowReader test) {
    this.vae = vae;
    this.options = options;
    this.training = first(options.points(), training);
    this.test = first(options.points(), test);
    evaluator = Evaluator.of(vae, options.importanceSamples(), workers);
  }

  private static RowReader first(int points, RowReader rows) {
    int[] indices = IntStream.range(0, points).toArray();
    return RowReader.of(rows.data().select(indices, "first-" + points), rows.binarization(), 1);
  }

  @Override
  public double criterion(Parameters parameters) {
    return importance(fitted(parameters, training), training).logLikelihood();
  }

  @Override
  public List<String> columns() {
    List<String> columns = new ArrayList<>();
    for (String rows : List.of(TRAIN, TEST)) {
      for (String figure : List.of("", ERROR, IMPORTANCE, IMPORTANCE_ERROR, ACCEPTANCE)) {
        columns.add(rows + figure);
      }
    }
    return columns;
  }

  @Override
  public List<Double> of(Parameters parameters) {
    List<Double> figures = new ArrayList<>();
    for (RowReader rows : List.of(training, test)) {
      Weights weights = fitted(parameters, rows);
      MarginalLikelihoods appendixD =
          new ReciprocalImportanceSampling(vae, weights, options.chains(), workers)
              .estimate(rows, options.posteriorSamples(), options.measurementSeed());
      Evaluation importance = importance(weights, rows);
      figures.add(appendixD.mean());
      figures.add(appendixD.standardError());
      figures.add(importance.logLikelihood());
      figures.add(importance.logLikelihoodStandardError());
      figures.add(appendixD.acceptance());
    }
    return figures;
  }

  private Weights fitted(Parameters parameters, RowReader rows) {
    return Weights.of(RecognitionFit.fit(vae, parameters, rows, options.fit()));
  }

  private Evaluation importance(Weights weights, RowReader rows) {
    return evaluator.evaluate(
        weights, rows, options.importanceSamples(), options.measurementSeed());
  }
}
