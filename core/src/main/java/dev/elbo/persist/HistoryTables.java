package dev.elbo.persist;

import dev.elbo.eval.Evaluation;
import dev.elbo.train.EpochReport;
import dev.elbo.train.TrainOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The epochs of a run as tables, a row an epoch, and back. Held-out figures have tables of their
 * own, where rows are held out.
 */
final class HistoryTables {
  /** objective, reconstruction, KL, seconds, β, rate, best (1 or 0), rows a second. */
  private static final String EPOCHS = "history";

  private static final int EPOCH_COLUMNS = 8;

  /** reconstruction, KL, log p(x), bits per dimension, and the two errors of log p(x). */
  private static final String HELD_OUT = "history.held_out";

  private static final int HELD_OUT_COLUMNS = 6;

  private static final String DIVERGENCES = "history.divergences";
  private static final String ACTIVITIES = "history.activities";

  private final int epochs;
  private final int latents;
  private final RunRows rows;
  private final TrainOptions options;

  /** The tables of a checkpoint that is to be read. */
  HistoryTables(CheckpointMetadata metadata) {
    epochs = metadata.position().epochs();
    latents = metadata.vae().latentSize();
    rows = metadata.rows();
    options = metadata.options();
  }

  static void write(Checkpoint checkpoint, SafetensorsWriter out) {
    List<EpochReport> history = checkpoint.state().history();
    TableTensor figures = new TableTensor(EPOCHS, history.size(), EPOCH_COLUMNS);
    for (int i = 0; i < history.size(); i++) {
      EpochReport r = history.get(i);
      figures.set(
          i,
          r.objective(),
          r.reconstruction(),
          r.kl(),
          r.seconds(),
          r.beta(),
          r.rate(),
          r.best() ? 1 : 0,
          r.rowsPerSecond());
    }
    out.add(figures);
    if (checkpoint.rows().heldOutRows() > 0) {
      writeHeldOut(
          history.stream().map(report -> report.heldOut().orElseThrow()).toList(),
          checkpoint.vae().latentSize(),
          out);
    }
  }

  private static void writeHeldOut(
      List<Evaluation> evaluations, int latents, SafetensorsWriter out) {
    TableTensor figures = new TableTensor(HELD_OUT, evaluations.size(), HELD_OUT_COLUMNS);
    TableTensor divergences = new TableTensor(DIVERGENCES, evaluations.size(), latents);
    TableTensor activities = new TableTensor(ACTIVITIES, evaluations.size(), latents);
    for (int i = 0; i < evaluations.size(); i++) {
      Evaluation e = evaluations.get(i);
      figures.set(
          i,
          e.reconstruction(),
          e.kl(),
          e.logLikelihood(),
          e.bitsPerDimension(),
          e.logLikelihoodStandardError(),
          e.logLikelihoodRowError());
      divergences.set(i, array(e.divergences()));
      activities.set(i, array(e.activities()));
    }
    out.add(figures);
    out.add(divergences);
    out.add(activities);
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Checks that the header has these tables. */
  void require(TensorChecks checks) {
    checks.require(Tensor.of(EPOCHS, epochs, EPOCH_COLUMNS, 0));
    if (rows.heldOutRows() > 0) {
      checks.require(Tensor.of(HELD_OUT, epochs, HELD_OUT_COLUMNS, 0));
      checks.require(Tensor.of(DIVERGENCES, epochs, latents, 0));
      checks.require(Tensor.of(ACTIVITIES, epochs, latents, 0));
    }
  }

  /**
   * Reads the epochs.
   *
   * @throws ModelFormatException where a figure is no finite number, unless it may be none: errors
   *     of too few draws or rows, and speed
   */
  List<EpochReport> read(SafetensorsReader in, TensorChecks checks) throws IOException {
    TableTensor figures = in.table(EPOCHS, epochs, EPOCH_COLUMNS);
    checks.requireFinite(figures, EPOCH_COLUMNS - 1);
    List<Optional<Evaluation>> evaluations = readHeldOut(in, checks);
    List<EpochReport> history = new ArrayList<>();
    for (int i = 0; i < epochs; i++) {
      history.add(
          new EpochReport(
              i + 1,
              options.epochsFor(rows.trainingRows()),
              (i + 1L) * options.stepsPerEpoch(rows.trainingRows()),
              figures.get(i, 0),
              figures.get(i, 1),
              figures.get(i, 2),
              evaluations.get(i),
              figures.get(i, 7),
              figures.get(i, 3),
              figures.get(i, 4),
              figures.get(i, 5),
              figures.get(i, 6) != 0));
    }
    return history;
  }

  private List<Optional<Evaluation>> readHeldOut(SafetensorsReader in, TensorChecks checks)
      throws IOException {
    List<Optional<Evaluation>> evaluations = new ArrayList<>();
    if (rows.heldOutRows() == 0) {
      IntStream.range(0, epochs).forEach(i -> evaluations.add(Optional.empty()));
      return evaluations;
    }
    TableTensor figures = in.table(HELD_OUT, epochs, HELD_OUT_COLUMNS);
    checks.requireFinite(figures, HELD_OUT_COLUMNS - 2);
    TableTensor divergences = in.table(DIVERGENCES, epochs, latents);
    checks.requireFinite(divergences);
    TableTensor activities = in.table(ACTIVITIES, epochs, latents);
    checks.requireFinite(activities);
    for (int i = 0; i < epochs; i++) {
      Evaluation evaluation =
          new Evaluation(
              rows.heldOutRows(),
              options.heldOutSamples(),
              figures.get(i, 0),
              figures.get(i, 1),
              figures.get(i, 2),
              figures.get(i, 4),
              figures.get(i, 5),
              figures.get(i, 3),
              row(divergences, i),
              row(activities, i));
      evaluations.add(Optional.of(evaluation));
    }
    return evaluations;
  }

  private static List<Double> row(TableTensor table, int row) {
    return IntStream.range(0, table.columns()).mapToObj(j -> table.get(row, j)).toList();
  }
}
