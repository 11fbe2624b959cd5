package dev.elbo.picture;

import dev.elbo.AutoEncoder;
import dev.elbo.data.ImageShape;
import dev.elbo.picture.text.Numbers;
import dev.elbo.random.NormalQuantile;
import java.util.stream.IntStream;

/**
 * {@code AEVB Fig. 4}: E[x|z] over a plane of two latents. A grid of n × n points in the unit
 * square, at (i + ½)/n, goes through Φ⁻¹, so that each image stands for an equal share of the
 * prior. Other latents are 0. The horizontal latent grows to the right, the vertical one upwards.
 */
final class Manifold {
  private Manifold() {}

  /**
   * Draws.
   *
   * @throws IllegalArgumentException where rows are no images
   */
  static Drawing draw(AutoEncoder model, Brush brush, int n, int horizontal, int vertical) {
    ImageShape shape =
        model
            .data()
            .imageShape()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "a manifold is a plane of images and the rows of "
                            + model.data().name()
                            + " are none; a traversal shows what each latent does"));
    Grid grid = Grid.even(n, n, Brush.GAP);
    Sheet sheet = brush.images(grid, brush.image(shape, n), "0", 0, 1);
    double[] quantiles =
        IntStream.range(0, n).mapToDouble(i -> NormalQuantile.of((i + 0.5) / n)).toArray();
    float[][] z = new float[n * n][model.architecture().latentSize()];
    for (int i = 0; i < z.length; i++) {
      z[i][horizontal] = (float) quantiles[i % n];
      z[i][vertical] = (float) quantiles[n - 1 - i / n];
    }
    float[][] images = model.decode(z);
    for (int i = 0; i < images.length; i++) {
      sheet.put(i / n, i % n, images[i]);
    }
    String low = Numbers.fixed(quantiles[0], 2);
    String high = Numbers.fixed(quantiles[n - 1], 2);
    sheet.labelAxes(low, high, "latent " + (horizontal + 1), "latent " + (vertical + 1));
    return new Drawing(
        sheet.image(),
        "Manifold",
        "E[x|z] over latents %d (to the right) and %d (upwards), from %s to %s in equal steps of the prior's probability%s."
            .formatted(
                horizontal + 1,
                vertical + 1,
                low,
                high,
                model.architecture().latentSize() > 2 ? "; the other latents are 0" : ""));
  }
}
