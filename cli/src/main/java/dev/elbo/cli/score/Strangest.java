package dev.elbo.cli.score;

import dev.elbo.TableModel;
import dev.elbo.eval.RowScores;
import dev.elbo.eval.Strangeness;
import dev.elbo.picture.text.Numbers;
import dev.elbo.preprocessing.RowBlock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The strangest rows of a table, and why. */
public final class Strangest {
  /** Columns that are named for a row. */
  private static final int REASONS = 3;

  /** Of the strangest, the least strange first: it makes room for the next. */
  private final PriorityQueue<StrangeRow> rows =
      new PriorityQueue<>(
          Comparator.comparingDouble(StrangeRow::strangeness)
              .thenComparing(StrangeRow::number, Comparator.reverseOrder()));

  private final int most;

  /** Keeps the strangest {@code most} rows of those that go by. */
  public Strangest(int most) {
    this.most = most;
  }

  /** Looks at the rows of a block. */
  public void add(RowBlock block, RowScores scores, Strangeness strangeness) {
    for (int i = 0; i < scores.rows(); i++) {
      double value = strangeness.values().get(i);
      if (rows.size() < most) {
        rows.add(StrangeRow.of(block, scores, strangeness, i));
      } else if (!rows.isEmpty() && value > rows.element().strangeness()) {
        rows.remove();
        rows.add(StrangeRow.of(block, scores, strangeness, i));
      }
    }
  }

  /**
   * The rows in words, the strangest first: each with the columns that contribute less to log p(x)
   * than they usually do.
   */
  public List<String> lines(TableModel model, Alarms alarms) {
    List<StrangeRow> sorted = new ArrayList<>(rows);
    sorted.sort(rows.comparator().reversed());
    List<String> lines = new ArrayList<>();
    for (StrangeRow row : sorted) {
      Double pValue = alarms.pValue(row.strangeness());
      lines.add(
          "row %s   strangeness %s   log p(x) %s%s"
              .formatted(
                  Numbers.whole(row.number()),
                  Numbers.fixed(row.strangeness(), 2),
                  Numbers.fixed(row.logLikelihood(), 2),
                  pValue == null ? "" : "   p " + Numbers.fixed(pValue, 4)));
      for (StrangeRow.Reason reason : row.reasons(model, REASONS)) {
        lines.add(
            "    %-24s %s, expected %s   short by %s nats"
                .formatted(
                    reason.column().name(),
                    reason.observed(),
                    reason.expected(),
                    Numbers.fixed(reason.shortfall(), 1)));
      }
    }
    return lines;
  }
}
