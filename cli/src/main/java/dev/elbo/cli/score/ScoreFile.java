package dev.elbo.cli.score;

import dev.elbo.eval.RowScores;
import dev.elbo.eval.Strangeness;
import dev.elbo.schema.Column;
import dev.elbo.schema.Schema;
import dev.elbo.table.OutputColumn;
import dev.elbo.table.TableWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of scores, a row for each of the table, in its order: its number from 1 on, log p(x) and
 * its parts in nats, strangeness, p-value and flag, and each column's contribution.
 */
public final class ScoreFile implements AutoCloseable {
  /** Before the name of a column, the name of its contribution. */
  private static final String CONTRIBUTION = "log_p_";

  private final TableWriter writer;
  private final Alarms alarms;

  private ScoreFile(TableWriter writer, Alarms alarms) {
    this.writer = writer;
    this.alarms = alarms;
  }

  /** Starts a file. */
  public static ScoreFile create(Path file, Schema schema, Alarms alarms) throws IOException {
    List<OutputColumn> columns = new ArrayList<>();
    columns.add(new OutputColumn("row", OutputColumn.Type.WHOLE));
    for (String name :
        List.of("log_likelihood", "bound", "reconstruction", "strangeness", "p_value")) {
      columns.add(new OutputColumn(name, OutputColumn.Type.DOUBLE));
    }
    columns.add(new OutputColumn("flagged", OutputColumn.Type.WHOLE));
    for (Column column : schema.modelled()) {
      columns.add(new OutputColumn(CONTRIBUTION + column.name(), OutputColumn.Type.FLOAT));
    }
    return new ScoreFile(TableWriter.create(file, columns), alarms);
  }

  /** Adds the scores of rows that follow each other. */
  public void add(long firstRow, RowScores scores, Strangeness strangeness) throws IOException {
    for (int i = 0; i < scores.rows(); i++) {
      double value = strangeness.values().get(i);
      List<Double> contributions = scores.contributions().get(i);
      @Nullable Object[] cells = new @Nullable Object[7 + contributions.size()];
      cells[0] = firstRow + i + 1;
      cells[1] = scores.logLikelihood().get(i);
      cells[2] = scores.bound().get(i);
      cells[3] = scores.reconstruction().get(i);
      cells[4] = value;
      cells[5] = alarms.pValue(value);
      Boolean flagged = alarms.flags(value);
      cells[6] = flagged == null ? null : flagged ? 1L : 0L;
      for (int d = 0; d < contributions.size(); d++) {
        cells[7 + d] = contributions.get(d).floatValue();
      }
      writer.add(cells);
    }
  }

  /** Makes the file. */
  public void finish() throws IOException {
    writer.finish();
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
