package dev.elbo.picture;

import dev.elbo.AutoEncoder;
import dev.elbo.data.Dataset;
import dev.elbo.data.ImageShape;
import java.util.stream.IntStream;

/** Rows, each above what the model makes of it. */
final class Reconstructions {
  private Reconstructions() {}

  /** Some rows, evenly spread over the data. */
  static Drawing draw(AutoEncoder model, Brush brush, Dataset rows, int count, int across) {
    Dataset data = model.data().adapt(rows);
    int shown = Math.min(count, data.rows());
    int[] indices = IntStream.range(0, shown).map(i -> spread(i, shown, data.rows())).toArray();
    Dataset chosen = data.select(indices, "shown");
    float[][] reconstructions = model.reconstruct(chosen);
    return model
        .data()
        .imageShape()
        .map(shape -> images(brush, chosen, reconstructions, Math.min(across, shown), shape))
        .orElseGet(() -> strips(brush, chosen, reconstructions));
  }

  private static int spread(int i, int count, int rows) {
    return (int) ((i + 0.5) * rows / count);
  }

  private static float[] row(Dataset data, int i) {
    float[] row = new float[data.columns()];
    for (int j = 0; j < row.length; j++) {
      row[j] = data.value(i, j);
    }
    return row;
  }

  private static Drawing images(
      Brush brush, Dataset originals, float[][] reconstructions, int across, ImageShape shape) {
    int bands = (originals.rows() + across - 1) / across;
    Grid grid = new Grid(2 * bands, across, Brush.GAP, 2, Brush.BAND_GAP);
    Sheet sheet = brush.images(grid, brush.image(shape, across), "reconstruction", 0, 0);
    for (int i = 0; i < originals.rows(); i++) {
      int band = i / across;
      sheet.put(2 * band, i % across, row(originals, i));
      sheet.put(2 * band + 1, i % across, reconstructions[i]);
      if (i % across == 0) {
        sheet.labelRows(2 * band, 2 * band, "original");
        sheet.labelRows(2 * band + 1, 2 * band + 1, "reconstruction");
      }
    }
    return new Drawing(
        sheet.image(),
        "Reconstructions",
        "Rows from the data in the upper line of each pair, and below each what the model makes of"
            + " it: E[x|z] at the mean of q(z|x).");
  }

  private static Drawing strips(Brush brush, Dataset originals, float[][] reconstructions) {
    Grid grid = new Grid(2 * originals.rows(), 1, 1, 2, Brush.BAND_GAP);
    String last = label(originals, originals.rows() - 1);
    Sheet sheet = brush.strips(grid, originals.columns(), Brush.STRIP, last);
    for (int i = 0; i < originals.rows(); i++) {
      sheet.put(2 * i, 0, row(originals, i));
      sheet.put(2 * i + 1, 0, reconstructions[i]);
      sheet.labelRows(2 * i, 2 * i + 1, label(originals, i));
    }
    return new Drawing(
        sheet.image(),
        "Reconstructions",
        "Rows from the data in the upper half of each pair, in the lower half what the model makes"
            + " of them: E[x|z] at the mean of q(z|x). "
            + Brush.STRIP_LEGEND);
  }

  private static String label(Dataset rows, int i) {
    return "row " + (rows.sourceRow(i) + 1);
  }
}
