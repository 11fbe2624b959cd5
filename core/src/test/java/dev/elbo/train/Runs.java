package dev.elbo.train;

import dev.elbo.data.Binarization;
import dev.elbo.data.DataCache;
import dev.elbo.data.Dataset;
import dev.elbo.data.NamedSet;
import dev.elbo.data.Part;
import dev.elbo.data.RowReader;
import dev.elbo.distribution.Bernoulli;
import dev.elbo.model.Architecture;
import dev.elbo.model.Vae;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Short training runs for tests. */
final class Runs {
  private static final TrainingListener SILENT = new TrainingListener() {};

  private Runs() {}

  static RowReader digits(Part part) {
    try {
      return RowReader.of(
          NamedSet.DIGITS.load(part, new DataCache(Path.of(""))), Binarization.DYNAMIC, 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Vae digitsVae(int hidden, int latents) {
    return Vae.of(Architecture.of(new Bernoulli(64), List.of(hidden), latents));
  }

  /** Rows of uniform numbers under 5–4–2–4–5. */
  static RowReader uniform(int rows) {
    float[] values = new float[rows * 5];
    Random random = new Random(rows);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    return RowReader.of(Dataset.ofFloats("uniform", 5, values), Binarization.NONE, 1);
  }

  static Vae smallVae() {
    return Vae.of(Architecture.of(new Bernoulli(5), List.of(4), 2));
  }

  /** Defaults with few epochs on one thread. */
  static TrainOptions.Builder options(int epochs) {
    return TrainOptions.builder().epochs(epochs).threads(1);
  }

  static TrainingResult run(Vae vae, TrainOptions options, RowReader training) {
    return new Trainer(vae, options, training, Optional.empty(), SILENT).run();
  }

  static TrainingResult run(Vae vae, TrainOptions options, RowReader training, RowReader heldOut) {
    return new Trainer(vae, options, training, Optional.of(heldOut), SILENT).run();
  }
}
