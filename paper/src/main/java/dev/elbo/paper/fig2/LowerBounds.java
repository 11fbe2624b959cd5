package dev.elbo.paper.fig2;

import dev.elbo.data.RowReader;
import dev.elbo.eval.Evaluator;
import dev.elbo.model.Vae;
import dev.elbo.nn.Parameters;
import dev.elbo.nn.Weights;
import dev.elbo.paper.curve.Measurement;
import dev.elbo.parallel.Workers;
import java.util.List;

/** The lower bound on all training and all test rows, one draw of z a row, in nats a row. */
final class LowerBounds implements Measurement {
  static final String TRAIN = "train";
  static final String TEST = "test";

  /** What the figures depend on. */
  static final Settings SETTINGS = new Settings(1, 1);

  /**
   * What the figures depend on.
   *
   * @param boundDraws of z, for each row
   * @param boundSeed of the noise, the same at every point of a curve
   */
  record Settings(int boundDraws, long boundSeed) {}

  private final Evaluator evaluator;
  private final RowReader training;
  private final RowReader test;

  LowerBounds(Vae vae, RowReader training, RowReader test) {
    this.training = training;
    this.test = test;
    evaluator = Evaluator.of(vae, SETTINGS.boundDraws(), new Workers(1));
  }

  @Override
  public double criterion(Parameters parameters) {
    return bound(Weights.of(parameters), training);
  }

  @Override
  public List<String> columns() {
    return List.of(TRAIN, TEST);
  }

  @Override
  public List<Double> of(Parameters parameters) {
    Weights weights = Weights.of(parameters);
    return List.of(bound(weights, training), bound(weights, test));
  }

  private double bound(Weights weights, RowReader rows) {
    return evaluator.evaluate(weights, rows, SETTINGS.boundDraws(), SETTINGS.boundSeed()).elbo();
  }
}
