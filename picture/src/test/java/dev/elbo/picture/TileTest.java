package dev.elbo.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.data.ImageShape;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class TileTest {
  @Test
  void imagesAreEnlargedByWholeFactors() {
    assertThat(Tile.image(new ImageShape(8, 8), 10, 3))
        .isEqualTo(new Tile(new ImageShape(8, 8), 96, 96));
    assertThat(Tile.image(new ImageShape(28, 28), 10, 3))
        .isEqualTo(new Tile(new ImageShape(28, 28), 84, 84));
    assertThat(Tile.image(new ImageShape(28, 20), 20, 1))
        .isEqualTo(new Tile(new ImageShape(28, 20), 40, 56));
    assertThat(Tile.image(new ImageShape(1, 1), 1, 0).width()).isEqualTo(160);
  }

  @Test
  void largeImagesShrinkUntilThePictureFits() {
    Tile tile = Tile.image(new ImageShape(512, 256), 10, 3);
    assertThat(tile.height()).isEqualTo(187);
    assertThat(tile.width()).isEqualTo(93);
  }

  @Test
  void stripsFitAnyNumberOfColumns() {
    assertThat(Tile.strip(1, 16).width()).isBetween(100, 1900);
    assertThat(Tile.strip(13, 16).width()).isEqualTo(13 * 48);
    assertThat(Tile.strip(300, 16).width()).isEqualTo(900);
    assertThat(Tile.strip(100_000, 16).width()).isBetween(800, 1900);
  }

  @Test
  void everyCellIsABlockOfEqualPixelsAtItsPlace() {
    BufferedImage image = new BufferedImage(12, 12, BufferedImage.TYPE_INT_RGB);
    Tile tile = new Tile(new ImageShape(2, 3), 9, 6);
    float[] row = {0, 0.2f, 0.4f, 0.6f, 0.8f, 1};
    tile.paint(row, Tones.range(6, 0, 1), image, 2, 5);
    for (int y = 0; y < 6; y++) {
      for (int x = 0; x < 9; x++) {
        int grey = 0x33 * (y / 3 * 3 + x / 3);
        assertThat(image.getRGB(2 + x, 5 + y) & 0xFFFFFF).isEqualTo(grey * 0x010101);
      }
    }
  }
}
