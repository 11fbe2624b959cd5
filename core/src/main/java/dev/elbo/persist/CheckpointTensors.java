package dev.elbo.persist;

import dev.elbo.nn.Layout;
import dev.elbo.nn.Parameters;
import dev.elbo.train.EpochReport;
import dev.elbo.train.TrainingState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The tensors of a checkpoint: what a {@link TrainingState} holds in numbers, but for its counts.
 * Tables of float64 come first, so that they stand at multiples of 8.
 */
final class CheckpointTensors {
  /** Over the epoch under way: objective, reconstruction, divergence. */
  private static final String SUMS = "sums";

  private static final int SUMS_COLUMNS = 3;
  private static final String PARAMETERS = "";
  private static final String BEST = "best.";

  private CheckpointTensors() {}

  /** The prefix of one of the optimiser's vectors. */
  private static String moment(int index) {
    return "moment.%d.".formatted(index);
  }

  static void write(Checkpoint checkpoint, SafetensorsWriter out) {
    TrainingState state = checkpoint.state();
    TableTensor sums = new TableTensor(SUMS, 1, SUMS_COLUMNS);
    sums.set(0, state.sums().objective(), state.sums().reconstruction(), state.sums().divergence());
    out.add(sums);
    HistoryTables.write(checkpoint, out);
    out.add(PARAMETERS, state.parameters());
    out.add(BEST, state.best());
    for (int i = 0; i < state.moments().size(); i++) {
      out.add(moment(i), state.moments().get(i));
    }
  }

  /**
   * Reads the state, every size first held against the header's.
   *
   * @throws ModelFormatException where a tensor is missing, one too many, or holds what it cannot
   */
  static TrainingState read(CheckpointMetadata metadata, SafetensorsReader in, TensorChecks checks)
      throws IOException {
    Layout layout = metadata.vae().layout();
    int count = metadata.options().optimizer().moments();
    HistoryTables tables = new HistoryTables(metadata);
    checks.require(Tensor.of(SUMS, 1, SUMS_COLUMNS, 0));
    tables.require(checks);
    checks.require(PARAMETERS, layout);
    checks.require(BEST, layout);
    for (int i = 0; i < count; i++) {
      checks.require(moment(i), layout);
    }
    checks.requireNoOthers();

    TableTensor sums = in.table(SUMS, 1, SUMS_COLUMNS);
    checks.requireFinite(sums);
    List<EpochReport> history = tables.read(in, checks);
    Parameters parameters = in.parameters(PARAMETERS, layout);
    checks.requireFinite(PARAMETERS, parameters);
    Parameters best = in.parameters(BEST, layout);
    checks.requireFinite(BEST, best);
    List<Parameters> moments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Parameters vector = in.parameters(moment(i), layout);
      checks.requireNumbers(moment(i), vector);
      moments.add(vector);
    }
    return new TrainingState(
        parameters,
        best,
        moments,
        metadata.position().step(),
        new TrainingState.Sums(sums.get(0, 0), sums.get(0, 1), sums.get(0, 2)),
        history,
        metadata.position().seconds());
  }
}
