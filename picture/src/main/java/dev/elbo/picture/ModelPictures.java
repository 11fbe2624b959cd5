package dev.elbo.picture;

import dev.elbo.AutoEncoder;
import dev.elbo.data.Dataset;
import java.util.List;
import java.util.Optional;

/**
 * What a model makes of rows, as pictures. Rows that are images are shown as such; rows of a table
 * are strips with a cell for each column.
 *
 * <p>Latents count from 0 in arguments and from 1 in labels and captions.
 */
public final class ModelPictures {
  /** So many rows a picture may show. */
  public static final int MOST_ROWS = 1000;

  private static final int REFERENCE_SAMPLES = 1000;

  private final AutoEncoder model;
  private final Brush brush;

  ModelPictures(AutoEncoder model, Tones tones, Lettering lettering) {
    this.model = model;
    brush = new Brush(tones, lettering);
  }

  /**
   * Pictures of a model.
   *
   * @param reference data whose range decides what is black and what white; without it, samples
   *     from the model do
   */
  public static ModelPictures of(AutoEncoder model, Optional<Dataset> reference) {
    Dataset rows =
        reference
            .map(model.data()::adapt)
            .orElseGet(
                () ->
                    Dataset.ofFloats(
                        "samples",
                        model.sample(
                            REFERENCE_SAMPLES, AutoEncoder.Sample.MEAN, AutoEncoder.DEFAULT_SEED)));
    return new ModelPictures(model, Tones.of(model, rows), Lettering.ofThisMachine());
  }

  /** Whether a plane of latents can be drawn: there are two, and rows are images. */
  public static boolean hasManifold(AutoEncoder model) {
    return model.data().imageShape().isPresent() && model.architecture().latentSize() > 1;
  }

  /** Whether rows are images: without, there is no {@link #manifold}. */
  public boolean showsImages() {
    return model.data().imageShape().isPresent();
  }

  /**
   * Some rows, evenly spread over the data, each above its reconstruction E[x|z = μ(x)].
   *
   * @param count rows wanted; all where there are fewer
   * @param across images a line
   */
  public Drawing reconstructions(Dataset rows, int count, int across) {
    return Reconstructions.draw(model, brush, rows, count, across);
  }

  /** {@code count} new rows for z drawn from the prior, {@code across} images a line. */
  public Drawing samples(int count, int across, AutoEncoder.Sample kind, long seed) {
    return Samples.draw(model, brush, count, across, kind, seed);
  }

  /**
   * E[x|z] over n × n points of a plane of two latents, as {@link Manifold} says.
   *
   * @throws IllegalArgumentException where rows are no images
   */
  public Drawing manifold(int n, int horizontal, int vertical) {
    return Manifold.draw(model, brush, n, horizontal, vertical);
  }

  /**
   * E[x|z] as one latent after the other goes from −3 to 3 while all others are 0.
   *
   * @param latents in the order to show them
   * @param steps points on the way, at least 2
   */
  public Drawing traversal(List<Integer> latents, int steps) {
    return Traversal.draw(model, brush, latents, steps);
  }
}
