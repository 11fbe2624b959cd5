package dev.elbo;

import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.eval.Calibration;
import dev.elbo.eval.Marginal;
import dev.elbo.eval.Marginals;
import dev.elbo.eval.PredictiveRanks;
import dev.elbo.eval.RowPosteriors;
import dev.elbo.eval.RowScores;
import dev.elbo.eval.Strangeness;
import dev.elbo.preprocessing.EncodedRows;
import dev.elbo.preprocessing.Preprocessing;
import dev.elbo.preprocessing.RowBlock;
import dev.elbo.schema.Binary;
import dev.elbo.schema.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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

  /** Draws of z behind a cell that is filled in, where nothing else was said. */
  public static final int IMPUTATION_SAMPLES = 100;

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
   * <p>A third value in a binary column has the probability of {@link Binary#logThirdValue}; the
   * other columns are scored as though it were missing.
   *
   * <p>A pure function of the row and the model: by {@value #SCORE_SAMPLES} draws of noise that are
   * the same for all rows.
   */
  public RowScores score(RowBlock rows) {
    double[] logs = preprocessing.logJacobian(rows);
    boolean[] unknown = preprocessing.unknown(rows);
    double third = Binary.logThirdValue(model.training().trainingRows());
    for (int i = 0; i < logs.length; i++) {
      logs[i] += unknown[i] ? third : 0;
    }
    return model.score(numbers(rows), SCORE_SAMPLES, logs);
  }

  /** Where each cell stands among draws of p(x_d|z): see {@link PredictiveRanks}. */
  double[][] ranks(RowBlock rows) {
    return model.ranks(numbers(rows));
  }

  /**
   * How strange rows are, by their scores. Where the model has no {@link #calibration} nothing is
   * known of usual rows: it is −log p(x) then, and columns fall short by −E[log p(x_d|z)].
   *
   * @param scores of the same rows
   */
  public Strangeness strangeness(RowBlock rows, RowScores scores) {
    boolean[] missing = preprocessing.missing(rows);
    return calibration()
        .map(known -> Strangeness.of(scores, missing, known.usual()))
        .orElseGet(() -> Strangeness.of(scores));
  }

  /**
   * The same model with the meaning that rows give its scores.
   *
   * @param learnt rows of those that it has learnt from: what is usual
   * @param kept rows that it has not learnt from: how strange these are
   */
  TableModel calibrate(RowBlock learnt, RowBlock kept) {
    List<Double> usual = Strangeness.usual(score(learnt), preprocessing.missing(learnt));
    return new TableModel(
        model.calibrated(
            Calibration.of(SCORE_SAMPLES, usual, score(kept), preprocessing.missing(kept))),
        preprocessing);
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
   * New rows: z from the prior N(0, I), then every cell from p(x|z), rounded and within the range
   * of the rows trained on. Columns that the model leaves out stay empty.
   *
   * @param count rows wanted, at least one
   * @param seed row i is a function of (seed, i)
   */
  public RowBlock sample(int count, long seed) {
    return sample(0, count, seed);
  }

  /** Rows {@code first} to first + count − 1 of {@link #sample(int, long)}. */
  public RowBlock sample(long first, int count, long seed) {
    return imputer().sample(first, count, seed);
  }

  /**
   * New rows of which some cells are given: all others from p(x_missing | x_given). Nothing is
   * rejected. The given cells stay as they are.
   *
   * @param given one row; what is missing there is drawn
   * @param first number of the first row wanted, from 0 on
   * @param count rows wanted, at least one
   * @param seed row i is a function of (seed, i)
   */
  public Imputation sampleGiven(RowBlock given, long first, int count, long seed) {
    return imputer().sampleGiven(given, first, count, seed);
  }

  /**
   * How far the columns of new rows look like those of a table, one by one. That each does says
   * nothing of how they go together. Levels that the model does not have are one, as it has them.
   *
   * @param rows of a table, best ones that the model did not learn from
   * @param drawn new rows, at least one, drawn from {@code seed}
   * @return in the order of the table; columns without any cell in these rows are left out
   */
  public List<Marginal> marginals(RowBlock rows, int drawn, long seed) {
    return Marginals.of(schema(), cells(numbers(rows)), sample(drawn, seed));
  }

  /** {@link #impute(RowBlock, int)} by {@value #IMPUTATION_SAMPLES} draws. */
  public RowBlock impute(RowBlock rows) {
    return impute(rows, IMPUTATION_SAMPLES).rows();
  }

  /**
   * The best single value for each missing cell, by the observed ones of its row: the mean of a
   * number or count in the units of the table, rounded as there, or the most probable level.
   *
   * <p>A pure function of the row, the model and the number of draws, by draws of noise that are
   * the same for all rows. All else comes back as it was.
   *
   * @param samples k, draws of z for each row, at least {@value RowPosteriors#FEWEST_DRAWS}
   */
  public Imputation impute(RowBlock rows, int samples) {
    return imputer().best(rows, samples);
  }

  /**
   * Multiple imputation (Rubin 1987): the rows several times over, each with draws from p(x_missing
   * | x_observed) in place of missing cells.
   *
   * @param samples k, draws of z for each row, at least {@value RowPosteriors#FEWEST_DRAWS}
   * @param multiple how many times over
   * @param seed what is drawn is a function of the row, its number in the table and the seed: rows
   *     that are alike have draws of their own
   */
  public Imputation impute(RowBlock rows, int samples, int multiple, long seed) {
    if (multiple < 1) {
      throw new IllegalArgumentException(
          "rows are completed once or several times over, not %d times".formatted(multiple));
    }
    return imputer().draws(rows, multiple, samples, seed);
  }

  private Imputer imputer() {
    return new Imputer(model, preprocessing);
  }

  /** Rows as the model sees them. */
  private Dataset numbers(RowBlock rows) {
    EncodedRows encoded = preprocessing.encode(rows);
    return Dataset.ofFloats("rows", encoded.columns(), encoded.values());
  }

  /**
   * The cells of rows as the model sees them, such as those that {@link Training} held out.
   *
   * @throws DataException where rows have other columns than the model
   */
  public RowBlock cells(Dataset rows) {
    int columns = preprocessing.transforms().size();
    if (rows.columns() != columns) {
      throw new DataException(
          "%s has %d columns, the model %d".formatted(rows.name(), rows.columns(), columns));
    }
    float[] values = new float[Math.multiplyExact(rows.rows(), columns)];
    for (int i = 0; i < rows.rows(); i++) {
      for (int d = 0; d < columns; d++) {
        values[i * columns + d] = rows.value(i, d);
      }
    }
    return preprocessing.decode(values, rows.rows());
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
