package dev.elbo.benchmarks.elbo;

import dev.elbo.benchmarks.protocol.Idx;
import dev.elbo.benchmarks.protocol.Race;
import dev.elbo.benchmarks.protocol.Setting;
import dev.elbo.data.Binarization;
import dev.elbo.data.Dataset;
import dev.elbo.data.IdxFile;
import dev.elbo.data.RowReader;
import dev.elbo.distribution.Bernoulli;
import dev.elbo.model.Architecture;
import dev.elbo.model.Vae;
import dev.elbo.nn.Initialization;
import dev.elbo.train.EpochReport;
import dev.elbo.train.TrainOptions;
import dev.elbo.train.Trainer;
import dev.elbo.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** MNIST until the test bound is reached: the test rows take the place of held-out rows. */
final class MnistRace {
  private final Race race;

  MnistRace(Race race) {
    this.race = race;
  }

  void run(Race.Listener listener) throws IOException {
    TrainOptions options =
        ElboOptions.of(new Setting(race.threads(), Map.of()))
            .minibatch(Race.MINIBATCH)
            .initialization(Initialization.GLOROT)
            .epochs(race.mostEpochs())
            .build();
    RowReader training = reader(Idx.training(race.mnist()), options);
    RowReader test = reader(Idx.test(race.mnist()), options);
    Vae vae =
        Vae.of(
            Architecture.of(
                new Bernoulli(training.data().columns()), List.of(Race.HIDDEN), Race.LATENTS));
    try {
      new Trainer(vae, options, training, Optional.of(test), new Watcher(listener)).run();
    } catch (Enough e) {
      // The listener has what it wanted.
    }
  }

  private static RowReader reader(Path file, TrainOptions options) throws IOException {
    Dataset images = IdxFile.read(file);
    return RowReader.of(images, Binarization.DYNAMIC, options.seed());
  }

  /** Leaves the run, which has no other way out. */
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private record Watcher(Race.Listener listener) implements TrainingListener {
    @Override
    public void epochFinished(EpochReport report) {
      double bound = report.heldOut().orElseThrow().elbo();
      if (!listener.epoch(report.epoch(), bound)) {
        throw new Enough();
      }
    }
  }
}
