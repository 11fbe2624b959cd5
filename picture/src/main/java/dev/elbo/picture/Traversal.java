package dev.elbo.picture;

import dev.elbo.AutoEncoder;
import dev.elbo.data.ImageShape;
import dev.elbo.picture.text.Numbers;
import java.util.List;
import java.util.Optional;

/** E[x|z] as one latent after the other goes from −3 to 3 while all others are 0. */
final class Traversal {
  /** How far a latent goes to either side. */
  private static final double REACH = 3;

  private final AutoEncoder model;
  private final Brush brush;
  private final List<Integer> latents;
  private final int steps;

  private Traversal(AutoEncoder model, Brush brush, List<Integer> latents, int steps) {
    this.model = model;
    this.brush = brush;
    this.latents = latents;
    this.steps = steps;
  }

  static Drawing draw(AutoEncoder model, Brush brush, List<Integer> latents, int steps) {
    return new Traversal(model, brush, latents, steps).draw();
  }

  private Drawing draw() {
    float[][] rows = model.decode(walks());
    Optional<ImageShape> shape = model.data().imageShape();
    Sheet sheet = shape.map(this::images).orElseGet(this::strips);
    for (int i = 0; i < rows.length; i++) {
      sheet.put(shape.isPresent() ? i / steps : i, shape.isPresent() ? i % steps : 0, rows[i]);
    }
    return new Drawing(
        sheet.image(),
        "Traversal",
        "E[x|z] as one latent goes from −3 to 3 and the others stay at 0: "
            + (shape.isPresent()
                ? "a line for each latent, from left to right."
                : "a block for each latent, from top to bottom. " + Brush.STRIP_LEGEND));
  }

  private float[][] walks() {
    float[][] z = new float[latents.size() * steps][model.architecture().latentSize()];
    for (int i = 0; i < z.length; i++) {
      z[i][latents.get(i / steps)] = (float) step(i % steps);
    }
    return z;
  }

  private double step(int i) {
    return -REACH + 2 * REACH * i / (steps - 1);
  }

  private Sheet images(ImageShape shape) {
    Grid grid = new Grid(latents.size(), steps, Brush.GAP, 1, Brush.GAP);
    Tile tile = brush.image(shape, steps);
    Sheet sheet = brush.images(grid, tile, widestLabel(), 1, 0);
    for (int i = 0; i < latents.size(); i++) {
      sheet.labelRows(i, i, label(latents.get(i)));
    }
    for (int i = 0; i < steps; i++) {
      boolean room = tile.width() > brush.lettering().width("−0.5") + Brush.GAP;
      if (room || i == 0 || i == steps - 1) {
        sheet.labelColumn(i, Numbers.fixed(step(i), 1).replace(".0", ""));
      }
    }
    return sheet;
  }

  private Sheet strips() {
    Grid grid = new Grid(latents.size() * steps, 1, 0, steps, Brush.BAND_GAP);
    Sheet sheet = brush.strips(grid, model.data().columns(), Brush.STRIP / 2, widestLabel());
    for (int i = 0; i < latents.size(); i++) {
      sheet.labelRows(i * steps, (i + 1) * steps - 1, label(latents.get(i)));
    }
    return sheet;
  }

  private static String label(int latent) {
    return "latent " + (latent + 1);
  }

  private String widestLabel() {
    return label(latents.stream().max(Integer::compare).orElse(0));
  }
}
