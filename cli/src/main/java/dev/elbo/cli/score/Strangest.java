package dev.elbo.cli.score;

import dev.elbo.TableModel;
import dev.elbo.eval.Calibration;
import dev.elbo.eval.RowScores;
import dev.elbo.picture.text.Numbers;
import dev.elbo.preprocessing.RowBlock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The rows of a table that score lowest, and why. */
public final class Strangest {
  /** Columns that are named for a row. */
  private static final int REASONS = 3;

  /** Of the lowest, the highest first: it makes room for the next. */
  private final PriorityQueue<StrangeRow> rows =
      new PriorityQueue<>(
          Comparator.comparingDouble(StrangeRow::score)
              .thenComparingLong(StrangeRow::number)
              .reversed());

  private final int most;

  /** Keeps the lowest {@code most} rows of those that go by. */
  public Strangest(int most) {
    this.most = most;
  }

  /** Looks at the rows of a block. */
  public void add(RowBlock block, RowScores scores) {
    for (int i = 0; i < scores.rows(); i++) {
      double score = scores.logLikelihood().get(i);
      if (rows.size() < most) {
        rows.add(StrangeRow.of(block, scores, i));
      } else if (!rows.isEmpty() && score < rows.element().score()) {
        rows.remove();
        rows.add(StrangeRow.of(block, scores, i));
      }
    }
  }

  /**
   * The rows in words, the strangest first: each with its score and the columns that contribute
   * less to it than they usually do.
   */
  public List<String> lines(TableModel model, Alarms alarms) {
    List<StrangeRow> sorted = new ArrayList<>(rows);
    sorted.sort(
        Comparator.comparingDouble(StrangeRow::score).thenComparingLong(StrangeRow::number));
    List<Double> usual =
        model
            .calibration()
            .map(Calibration::columnMeans)
            .orElseGet(() -> Collections.nCopies(model.schema().modelled().size(), 0.0));
    List<String> lines = new ArrayList<>();
    for (StrangeRow row : sorted) {
      Double pValue = alarms.pValue(row.score());
      lines.add(
          "row %s   log p(x) %s%s"
              .formatted(
                  Numbers.whole(row.number()),
                  Numbers.fixed(row.score(), 2),
                  pValue == null ? "" : "   p " + Numbers.fixed(pValue, 4)));
      for (StrangeRow.Reason reason : row.reasons(model, usual, REASONS)) {
        lines.add(
            "    %-24s %s, expected %s   %s nats"
                .formatted(
                    reason.column().name(),
                    reason.observed(),
                    reason.expected(),
                    Numbers.fixed(reason.less(), 1)));
      }
    }
    return lines;
  }
}
