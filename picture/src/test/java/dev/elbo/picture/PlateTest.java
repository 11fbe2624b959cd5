package dev.elbo.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlateTest {
  private static Drawing plain(int width, int height, int rgb) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, rgb);
      }
    }
    return new Drawing(image, "", "");
  }

  @Test
  void picturesStandInAGridOfTheLargest() {
    Drawing plate =
        Plate.of(
            "title",
            "caption",
            2,
            List.of(plain(30, 10, 0x111111), plain(20, 40, 0x222222), plain(5, 5, 0x333333)));
    BufferedImage image = plate.image();
    int above = image.getHeight() / 2 - 40;
    assertThat(plate.title()).isEqualTo("title");
    assertThat(plate.caption()).isEqualTo("caption");
    assertThat(image.getWidth()).isEqualTo(60);
    assertThat(above).isBetween(10, 40);
    assertThat(image.getRGB(0, above) & 0xFFFFFF).isEqualTo(0x111111);
    assertThat(image.getRGB(29, above + 9) & 0xFFFFFF).isEqualTo(0x111111);
    assertThat(image.getRGB(29, above + 10) & 0xFFFFFF).isEqualTo(0xFFFFFF);
    assertThat(image.getRGB(30, above) & 0xFFFFFF).isEqualTo(0x222222);
    assertThat(image.getRGB(0, 2 * above + 40) & 0xFFFFFF).isEqualTo(0x333333);
    assertThat(image.getRGB(30, 2 * above + 40) & 0xFFFFFF).isEqualTo(0xFFFFFF);
  }

  @Test
  void fewerPicturesThanALineTakesNoMoreRoom() {
    assertThat(Plate.of("", "", 3, List.of(plain(7, 7, 0))).image().getWidth()).isEqualTo(7);
  }
}
