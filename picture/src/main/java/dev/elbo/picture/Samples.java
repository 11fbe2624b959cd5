package dev.elbo.picture;

import dev.elbo.AutoEncoder;
import dev.elbo.data.ImageShape;
import java.util.Optional;

/** New rows from the model. */
final class Samples {
  private Samples() {}

  static Drawing draw(
      AutoEncoder model, Brush brush, int count, int across, AutoEncoder.Sample kind, long seed) {
    float[][] samples = model.sample(count, kind, seed);
    Optional<ImageShape> shape = model.data().imageShape();
    int perLine = shape.isPresent() ? Math.min(across, count) : 1;
    int lines = (count + perLine - 1) / perLine;
    Sheet sheet =
        shape
            .map(s -> brush.images(even(lines, perLine), brush.image(s, perLine), "", 0, 0))
            .orElseGet(
                () ->
                    brush.strips(Grid.even(lines, 1, 1), model.data().columns(), Brush.STRIP, ""));
    for (int i = 0; i < count; i++) {
      sheet.put(i / perLine, i % perLine, samples[i]);
    }
    return new Drawing(
        sheet.image(),
        "Samples",
        "New rows from the model: z drawn from the prior N(0, I), then "
            + (kind == AutoEncoder.Sample.MEAN
                ? "the decoder's mean E[x|z]."
                : "x drawn from p(x|z).")
            + (shape.isPresent() ? "" : " Each strip is a row. " + Brush.STRIP_LEGEND));
  }

  private static Grid even(int rows, int columns) {
    return Grid.even(rows, columns, Brush.GAP);
  }
}
