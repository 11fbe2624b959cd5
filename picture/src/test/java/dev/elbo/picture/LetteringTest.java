package dev.elbo.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class LetteringTest {
  private static boolean isBlank(BufferedImage image) {
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        if ((image.getRGB(x, y) & 0xFFFFFF) != 0) {
          return false;
        }
      }
    }
    return true;
  }

  @Test
  void withoutAFontLabelsTakeNoRoomAndAreLeftOut() {
    Lettering none = Lettering.none();
    BufferedImage image = new BufferedImage(100, 100, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    none.write(graphics, "latent", 50, 50, Lettering.Align.CENTRE);
    none.writeUpwards(graphics, "latent", 50, 50, Lettering.Align.CENTRE);
    graphics.dispose();
    assertThat(none.width("latent")).isZero();
    assertThat(none.height()).isZero();
    assertThat(isBlank(image)).isTrue();
  }

  @Test
  void aMissingFontIsExplained() {
    assertThat(new MissingFontException(new InternalError("no fonts")))
        .hasMessage(
            "a chart needs a font and Java finds none on this machine; install one:"
                + " apt-get install fontconfig fonts-dejavu-core (Debian, Ubuntu), dnf install"
                + " fontconfig dejavu-sans-fonts (Fedora, RHEL), apk add fontconfig ttf-dejavu"
                + " (Alpine)");
  }
}
