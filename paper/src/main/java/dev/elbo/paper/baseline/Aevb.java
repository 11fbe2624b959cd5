package dev.elbo.paper.baseline;

import dev.elbo.data.RowReader;
import dev.elbo.model.Vae;
import dev.elbo.nn.Parameters;
import dev.elbo.train.EpochReport;
import dev.elbo.train.TrainOptions;
import dev.elbo.train.Trainer;
import dev.elbo.train.TrainingListener;
import java.util.Optional;

/** {@code AEVB} Algorithm 1, by the library's {@link Trainer}. */
public final class Aevb implements Learner {

  @Override
  public void learn(Vae vae, TrainOptions options, RowReader training, EpochListener listener) {
    int rows = training.data().rows();
    new Trainer(vae, options, training, Optional.empty(), new Epochs(rows, listener)).run();
  }

  /** Passes on the epochs; without held-out rows, the parameters of each are the best so far. */
  private static final class Epochs implements TrainingListener {
    private final int rows;
    private final EpochListener listener;
    private double seconds;

    Epochs(int rows, EpochListener listener) {
      this.rows = rows;
      this.listener = listener;
    }

    @Override
    public void improved(EpochReport report, Parameters parameters) {
      seconds += rows / report.rowsPerSecond();
      listener.epochFinished((long) report.epoch() * rows, seconds, parameters);
    }
  }
}
