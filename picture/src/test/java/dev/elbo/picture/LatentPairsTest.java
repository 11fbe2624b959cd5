package dev.elbo.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatentPairsTest {
  // Geometry of the picture of two latents: one cell of 250 within margins of 40, twice as large.
  private static final int LEFT = 80;
  private static final int CELL = 500;

  private static boolean isWhite(Drawing drawing, double x, double y) {
    int column = LEFT + (int) Math.round((x + 3.2) / 6.4 * CELL);
    int row = LEFT + (int) Math.round((3.2 - y) / 6.4 * CELL);
    return drawing.image().getRGB(column, row) == Color.WHITE.getRGB();
  }

  @Test
  void aRowStandsWhereItsCodeIs() {
    // The second latent is not shown.
    float[][] means = {{1, -3, 2}, {-1.5f, 3, -0.5f}, {4, 0, 0}};
    Drawing drawing = LatentPairs.draw(means, List.of(0, 2));
    assertThat(isWhite(drawing, 1, 2)).isFalse();
    assertThat(isWhite(drawing, -1.5, -0.5)).isFalse();
    assertThat(isWhite(drawing, 2, 1)).isTrue();
    assertThat(isWhite(drawing, 1, -2)).isTrue();
    assertThat(isWhite(drawing, 0, 0)).isTrue();
    assertThat(isWhite(drawing, 0, Math.sqrt(-2 * Math.log(0.05)))).isFalse();
    assertThat(drawing.caption())
        .startsWith("The codes μ of 3 rows, by two latents. The circle holds 95 % of the prior")
        .endsWith("Axes go from −3.2 to 3.2; 1 row is farther out.");
  }

  @Test
  void everyPairOfManyLatentsHasACell() {
    float[][] means = {{0, 0, 0, 0}, {0.1f, 0.1f, 0.1f, 0.1f}};
    BufferedImage two = LatentPairs.draw(means, List.of(3, 1)).image();
    Drawing four = LatentPairs.draw(means, List.of(3, 1, 0, 2));
    assertThat(four.image().getWidth()).isEqualTo(two.getWidth() + 2 * 2 * (250 + 14));
    assertThat(four.image().getHeight()).isEqualTo(four.image().getWidth());
    assertThat(four.caption())
        .startsWith("The codes μ of 2 rows, two latents at a time, of the 4 most active ones.")
        .endsWith("Axes go from −3.2 to 3.2.");
  }
}
