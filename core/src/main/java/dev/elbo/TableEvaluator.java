package dev.elbo;

import dev.elbo.eval.RowScores;
import dev.elbo.preprocessing.RowBlock;
import dev.elbo.schema.Column;
import dev.elbo.schema.DateTime;
import dev.elbo.schema.Numeric;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Adds up {@link TableEvaluation} over blocks of rows. For one thread. */
public final class TableEvaluator {
  private final TableModel model;
  private final List<Column> columns;
  private final double[] contributions;
  private final Interval[] half;
  private final Interval[] most;
  private long rows;
  private double mean;
  private double squares;
  private double bound;
  private double reconstruction;

  public TableEvaluator(TableModel model) {
    this.model = model;
    columns = model.schema().modelled();
    contributions = new double[columns.size()];
    half = new Interval[columns.size()];
    most = new Interval[columns.size()];
    for (int d = 0; d < half.length; d++) {
      half[d] = new Interval(0.5);
      most[d] = new Interval(0.9);
    }
  }

  /** How often ranks lie in a central interval. */
  private static final class Interval {
    private final double level;
    private long within;
    private long all;

    Interval(double level) {
      this.level = level;
    }

    void add(double rank) {
      if (!Double.isNaN(rank)) {
        all++;
        within += Math.abs(rank - 0.5) <= level / 2 ? 1 : 0;
      }
    }

    OptionalDouble share() {
      return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) within / all);
    }
  }

  /**
   * Adds rows.
   *
   * @return their scores
   */
  public RowScores add(RowBlock block) {
    RowScores scores = model.score(block);
    double[][] ranks = model.ranks(block);
    for (int i = 0; i < scores.rows(); i++) {
      rows++;
      double delta = scores.logLikelihood().get(i) - mean;
      mean += delta / rows;
      squares += delta * (scores.logLikelihood().get(i) - mean);
      bound += scores.bound().get(i);
      reconstruction += scores.reconstruction().get(i);
      for (int d = 0; d < contributions.length; d++) {
        contributions[d] += scores.contributions().get(i).get(d);
        half[d].add(ranks[i][d]);
        most[d].add(ranks[i][d]);
      }
    }
    return scores;
  }

  /**
   * The figures of all rows so far.
   *
   * @throws IllegalStateException where there are none
   */
  public TableEvaluation finish() {
    if (rows == 0) {
      throw new IllegalStateException("there are no rows to evaluate");
    }
    List<TableEvaluation.ColumnFigures> figures = new ArrayList<>();
    for (int d = 0; d < contributions.length; d++) {
      Column column = columns.get(d);
      boolean real = column.type() instanceof Numeric || column.type() instanceof DateTime;
      figures.add(
          new TableEvaluation.ColumnFigures(
              column.name(),
              contributions[d] / rows,
              real ? half[d].share() : OptionalDouble.empty(),
              real ? most[d].share() : OptionalDouble.empty()));
    }
    return new TableEvaluation(
        rows,
        mean,
        Math.sqrt(squares / (rows - 1) / rows),
        bound / rows,
        reconstruction / rows,
        figures);
  }
}
