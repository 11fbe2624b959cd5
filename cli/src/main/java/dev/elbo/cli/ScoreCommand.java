package dev.elbo.cli;

import dev.elbo.TableModel;
import dev.elbo.cli.console.UsageException;
import dev.elbo.cli.option.CommonOptions;
import dev.elbo.cli.option.ModelRows;
import dev.elbo.cli.option.NewFile;
import dev.elbo.cli.option.Range;
import dev.elbo.cli.option.TableRows;
import dev.elbo.cli.score.Alarms;
import dev.elbo.cli.score.ScoreFile;
import dev.elbo.cli.score.Strangest;
import dev.elbo.cli.score.Timing;
import dev.elbo.cli.text.Labelled;
import dev.elbo.eval.RowScores;
import dev.elbo.eval.Strangeness;
import dev.elbo.picture.text.Numbers;
import dev.elbo.preprocessing.RowBlock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code elbo score}. */
@Command(
    name = "score",
    description = {
      "Says how likely each row of a table is, how strange, and by which columns.",
      "log p(x) in nats, higher is better, in the units of the table; how many nats it falls",
      "short of usual rows; how often usual rows fall as short (p-value); a flag."
    },
    abbreviateSynopsis = true,
    sortOptions = false,
    footer = {"", "Example:", "  ./elbo score runs/people-1 people.csv -o scores.parquet"})
final class ScoreCommand implements Callable<Integer> {
  private static final double DEFAULT_FALSE_ALARM_RATE = 0.01;

  /** Rows that are explained where there is no file and nothing was said. */
  private static final int DEFAULT_EXPLAINED = 10;

  @Mixin private ModelRows input = new ModelRows();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "all scores: .csv, .csv.gz or .parquet")
  private @Nullable Path file;

  @Option(names = "--force", description = "overwrite the file where it exists")
  private boolean force;

  @Option(
      names = "--false-alarm-rate",
      paramLabel = "A",
      description = "share of usual rows that may be flagged (default: ${DEFAULT-VALUE})")
  private double falseAlarmRate = DEFAULT_FALSE_ALARM_RATE;

  @Option(
      names = "--explain",
      paramLabel = "N",
      description = "print the N strangest rows, and why (default: 10 without -o, else 0)")
  private @Nullable Integer explain;

  @Mixin private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException {
    Range.require("--explain", explain, 0, Integer.MAX_VALUE);
    if (!(falseAlarmRate > 0 && falseAlarmRate < 1)) {
      throw new UsageException(
          "--false-alarm-rate %s: give a share between 0 and 1".formatted(falseAlarmRate));
    }
    if (file != null) {
      NewFile.require(file, force, List.of(".csv", ".csv.gz", ".parquet"));
    }
    TableModel model = TableModel.of(input.model().load());
    Alarms alarms = new Alarms(model.calibration(), falseAlarmRate);
    Strangest strangest =
        new Strangest(explain != null ? explain : file == null ? DEFAULT_EXPLAINED : 0);
    Tally tally = new Tally(alarms);
    Timing timing = new Timing();
    try (TableRows rows = input.open(model, common)) {
      if (file == null) {
        rows.forEach(
            block -> {
              timing.enter(Timing.Phase.COMPUTING);
              tally.add(scored(model, block, strangest));
              timing.enter(Timing.Phase.READING);
            });
      } else {
        try (ScoreFile scores = ScoreFile.create(file, model.schema(), alarms)) {
          rows.forEach(
              block -> {
                timing.enter(Timing.Phase.COMPUTING);
                Scored found = scored(model, block, strangest);
                tally.add(found);
                timing.enter(Timing.Phase.WRITING);
                scores.add(block.firstRow(), found.scores(), found.strangeness());
                timing.enter(Timing.Phase.READING);
              });
          timing.enter(Timing.Phase.WRITING);
          scores.finish();
        }
      }
      rows.sayUnseen(common.err());
    }
    String took = timing.words(tally.rows);
    strangest.lines(model, alarms).forEach(common.out()::println);
    alarms.problem().ifPresent(line -> common.err().println("elbo: " + line));
    common.err().println(tally.line());
    common.err().println(Labelled.line("took", took));
    if (file != null) {
      common.err().println(Labelled.line("wrote", file + ": " + Numbers.rows(tally.rows)));
    }
    return 0;
  }

  private record Scored(RowScores scores, Strangeness strangeness) {}

  private static Scored scored(TableModel model, RowBlock block, Strangest strangest) {
    RowScores scores = model.score(block);
    Strangeness strangeness = model.strangeness(block, scores);
    strangest.add(block, scores, strangeness);
    return new Scored(scores, strangeness);
  }

  /** What is said of all rows together. */
  private static final class Tally {
    private final Alarms alarms;
    private long rows;
    private long flagged;
    private double sum;

    Tally(Alarms alarms) {
      this.alarms = alarms;
    }

    void add(Scored found) {
      rows += found.scores().rows();
      for (double score : found.scores().logLikelihood()) {
        sum += score;
      }
      for (double value : found.strangeness().values()) {
        flagged += Boolean.TRUE.equals(alarms.flags(value)) ? 1 : 0;
      }
    }

    /** {@code scored 32,561 rows log p(x) −16.71 nats per row 312 flagged at 0.01}. */
    String line() {
      return Labelled.line(
          "scored",
          "%s   log p(x) %s nats per row%s"
              .formatted(
                  Numbers.rows(rows),
                  Numbers.fixed(sum / rows, 2),
                  alarms.calibration().isPresent()
                      ? "   %s flagged, p-value at most %s"
                          .formatted(Numbers.whole(flagged), Numbers.plain(alarms.rate()))
                      : ""));
    }
  }
}
