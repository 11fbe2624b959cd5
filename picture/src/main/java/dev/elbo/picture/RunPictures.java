package dev.elbo.picture;

import dev.elbo.AutoEncoder;
import dev.elbo.data.Dataset;
import dev.elbo.eval.Calibration;
import dev.elbo.eval.Evaluation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The pictures that a training run leaves. */
public final class RunPictures {
  /** Rows shown beside their reconstruction where nothing else was said. */
  public static final int RECONSTRUCTIONS = 20;

  /** Rows of a table shown beside their reconstruction where nothing else was said. */
  public static final int TABLE_RECONSTRUCTIONS = 12;

  /** Samples where nothing else was said. */
  public static final int SAMPLES = 100;

  /** Samples of a table's rows where nothing else was said. */
  public static final int TABLE_SAMPLES = 30;

  /** Images a line where nothing else was said. */
  public static final int ACROSS = 10;

  /** Points along each axis of a manifold where nothing else was said. */
  public static final int MANIFOLD = 20;

  /** Points on the way of a traversal where nothing else was said. */
  public static final int STEPS = 13;

  /** Most latents of a traversal where nothing else was said: the most active ones. */
  private static final int TRAVERSED = 12;

  /** Most latents whose pairs are shown. */
  private static final int PAIRED = 4;

  private RunPictures() {}

  /**
   * Draws learning curve, reconstructions, samples and manifold as PNG files into a folder, over
   * what was there; of a model of a table learning curve, strangeness and pairs of latents. Rows
   * that are no images, and models of one latent, get a traversal in place of the manifold. Where
   * Java finds no font, the learning curve is left out with a warning.
   *
   * @param heldOut rows to reconstruct; they also decide which latents carry most
   * @param trainingCsv what {@link dev.elbo.train.TrainingCsv} has written
   * @throws dev.elbo.data.DataException where rows do not fit the model or the CSV file is damaged
   * @throws IOException where a file cannot be read or written
   */
  public static List<Picture> draw(
      AutoEncoder model, Dataset heldOut, Path trainingCsv, Path folder) throws IOException {
    Headless.require();
    List<Picture> pictures = new ArrayList<>();
    try {
      Drawing curve = CurveChart.draw(LearningCurve.read(trainingCsv));
      pictures.add(curve.save(folder.resolve("curve.png")));
    } catch (MissingFontException e) {
      System.getLogger(RunPictures.class.getPackageName())
          .log(System.Logger.Level.WARNING, e.getMessage());
    }
    if (model.data().preprocessing().isPresent()) {
      pictures.addAll(strangeness(model, folder));
      if (model.architecture().latentSize() > 1) {
        List<Integer> shown = first(PAIRED, latents(model, Optional.of(heldOut)));
        pictures.add(
            LatentPairs.draw(model.encode(heldOut).means(), shown)
                .save(folder.resolve("latents.png")));
      }
      return List.copyOf(pictures);
    }
    ModelPictures draw = ModelPictures.of(model, Optional.of(heldOut));
    boolean images = draw.showsImages();
    pictures.add(
        draw.reconstructions(heldOut, images ? RECONSTRUCTIONS : TABLE_RECONSTRUCTIONS, ACROSS)
            .save(folder.resolve("reconstructions.png")));
    pictures.add(
        draw.samples(
                images ? SAMPLES : TABLE_SAMPLES,
                ACROSS,
                AutoEncoder.Sample.MEAN,
                AutoEncoder.DEFAULT_SEED)
            .save(folder.resolve("samples.png")));
    List<Integer> latents = latents(model, Optional.of(heldOut));
    pictures.add(
        ModelPictures.hasManifold(model)
            ? draw.manifold(MANIFOLD, latents.get(0), latents.get(1))
                .save(folder.resolve("manifold.png"))
            : draw.traversal(first(TRAVERSED, latents), STEPS)
                .save(folder.resolve("traversal.png")));
    return List.copyOf(pictures);
  }

  /**
   * Cells of a table, levels among them, are no shades of grey: how strange usual rows are is
   * drawn.
   */
  private static List<Picture> strangeness(AutoEncoder model, Path folder) throws IOException {
    Optional<Calibration> calibration = model.calibration();
    if (calibration.isEmpty()) {
      return List.of();
    }
    try {
      return List.of(
          StrangenessChart.draw(calibration.get()).save(folder.resolve("strangeness.png")));
    } catch (MissingFontException e) {
      System.getLogger(RunPictures.class.getPackageName())
          .log(System.Logger.Level.WARNING, e.getMessage());
      return List.of();
    }
  }

  /** The latents of a traversal where nothing else was said, in the order to show them. */
  public static List<Integer> traversed(AutoEncoder model, Optional<Dataset> rows) {
    return first(TRAVERSED, latents(model, rows));
  }

  private static List<Integer> first(int most, List<Integer> latents) {
    return latents.subList(0, Math.min(most, latents.size()));
  }

  /** All latents in the order to show them: two as they are, more by their activity on the rows. */
  public static List<Integer> latents(AutoEncoder model, Optional<Dataset> rows) {
    int count = model.architecture().latentSize();
    if (count <= 2 || rows.isEmpty()) {
      return IntStream.range(0, count).boxed().toList();
    }
    Evaluation evaluation = model.evaluate(rows.get(), 1);
    return evaluation.latentsByActivity();
  }
}
