package dev.elbo.cli;

import dev.elbo.AutoEncoder;
import dev.elbo.Training;
import dev.elbo.data.Binarization;
import dev.elbo.data.DataCache;
import dev.elbo.data.Dataset;
import dev.elbo.data.NamedSet;
import dev.elbo.data.Part;
import dev.elbo.train.TrainOptions;
import dev.elbo.train.TrainingCsv;
import java.io.IOException;
import java.nio.file.Path;

/** Small models for tests, trained for an epoch or three. */
public final class Models {
  private Models() {}

  public static Dataset digits() throws IOException {
    return NamedSet.DIGITS.load(Part.TEST, DataCache.standard());
  }

  /** A table of 40 rows whose columns have very different units. */
  public static Dataset table(String name, int columns) {
    float[][] rows = new float[40][columns];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < columns; j++) {
        rows[i][j] = (float) ((i * 7 + j * 3) % 40 * Math.pow(10, j % 3));
      }
    }
    return Dataset.ofFloats(name, rows);
  }

  public static Training bernoulli(int latents) throws IOException {
    return Training.on(digits())
        .binarization(Binarization.DYNAMIC)
        .hidden(8)
        .latent(latents)
        .options(epochs(1));
  }

  public static Training gaussian(Dataset data, int latents) {
    return Training.on(data).gaussian().hidden(4).latent(latents).options(epochs(3));
  }

  private static TrainOptions epochs(int count) {
    return TrainOptions.builder().epochs(count).threads(1).build();
  }

  /** Trains and leaves model and curve as a run does. */
  public static AutoEncoder run(Training training, Path folder) throws IOException {
    try (TrainingCsv csv = new TrainingCsv(folder.resolve("training.csv"))) {
      return training.saveTo(folder.resolve("model.safetensors")).listener(csv).run();
    }
  }
}
