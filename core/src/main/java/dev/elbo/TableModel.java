package dev.elbo;

import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.eval.Calibration;
import dev.elbo.eval.PredictiveRanks;
import dev.elbo.eval.RowScores;
import dev.elbo.preprocessing.EncodedRows;
import dev.elbo.preprocessing.Preprocessing;
import dev.elbo.preprocessing.RowBlock;
import dev.elbo.schema.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A trained auto-encoder between the cells of a table and the numbers that it sees: it takes rows
 * as a table has them and answers in their units. Immutable; any number of threads may use one.
 *
 * <p>Rows are in the columns of {@link #schema()}, in its order.
 */
public final class TableModel {
  /** k, the draws of z behind a score: a part of what scores mean, and so the same for all. */
  public static final int SCORE_SAMPLES = 100;

  private final AutoEncoder model;
  private final Preprocessing preprocessing;

  private TableModel(AutoEncoder model, Preprocessing preprocessing) {
    this.model = model;
    this.preprocessing = preprocessing;
  }

  /**
   * The table side of a model.
   *
   * @throws DataException where it was trained on plain numbers
   */
  public static TableModel of(AutoEncoder model) {
    return new TableModel(
        model,
        model
            .data()
            .preprocessing()
            .orElseThrow(
                () ->
                    new DataException(
                        "the model was trained on %s, plain numbers without named columns, and not on a table"
                            .formatted(model.data().name()))));
  }

  /**
   * Reads the file of a model that was trained on a table.
   *
   * @throws dev.elbo.persist.ModelFormatException where it is damaged or of another kind
   * @throws IOException where it cannot be read
   */
  public static TableModel load(Path file) throws IOException {
    return of(AutoEncoder.load(file));
  }

  /** The model itself, which sees numbers. */
  public AutoEncoder autoEncoder() {
    return model;
  }

  /** From cells to numbers, and back. */
  public Preprocessing preprocessing() {
    return preprocessing;
  }

  /** The columns of the table that it was trained on. */
  public Schema schema() {
    return preprocessing.schema();
  }

  /** What scores mean, where rows were kept to find out. */
  public Optional<Calibration> calibration() {
    return model.calibration();
  }

  /**
   * log p(x) of each row with its parts and contributions, in nats, in the units of the table
   * (whole numbers and levels have probabilities, other numbers densities), higher is better.
   *
   * <p>A pure function of the row and the model: by {@value #SCORE_SAMPLES} draws of noise that are
   * the same for all rows.
   */
  public RowScores score(RowBlock rows) {
    return model.score(numbers(rows), SCORE_SAMPLES, preprocessing.logJacobian(rows));
  }

  /** Where each cell stands among draws of p(x_d|z): see {@link PredictiveRanks}. */
  double[][] ranks(RowBlock rows) {
    return model.ranks(numbers(rows));
  }

  /** The same model with the meaning that these rows give its scores. */
  TableModel calibrate(RowBlock rows) {
    return new TableModel(
        model.calibrated(Calibration.of(SCORE_SAMPLES, score(rows))), preprocessing);
  }

  /** μ and σ of q(z|x), the short code of each row. */
  public Codes encode(RowBlock rows) {
    return model.encode(numbers(rows));
  }

  /** Each row through the code and back: the means, and the most probable levels, of p(x|z). */
  public RowBlock reconstruct(RowBlock rows) {
    return cells(model.reconstruct(numbers(rows)));
  }

  /**
   * New rows: z from the prior N(0, I), then every cell from p(x|z).
   *
   * @param count rows wanted, at least one
   * @param seed row i is a function of (seed, i)
   */
  public RowBlock sample(int count, long seed) {
    return cells(model.sample(count, AutoEncoder.Sample.DRAW, seed));
  }

  /** Rows as the model sees them. */
  private Dataset numbers(RowBlock rows) {
    EncodedRows encoded = preprocessing.encode(rows);
    return Dataset.ofFloats("rows", encoded.columns(), encoded.values());
  }

  private RowBlock cells(float[][] rows) {
    int columns = preprocessing.transforms().size();
    float[] values = new float[rows.length * columns];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, values, i * columns, columns);
    }
    return preprocessing.decode(values, rows.length);
  }
}
