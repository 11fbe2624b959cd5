package dev.elbo.picture;

import dev.elbo.persist.AtomicFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A picture in memory, with the words that belong under it. */
public record Drawing(BufferedImage image, String title, String caption) {

  /** The same picture under another title. */
  public Drawing withTitle(String otherTitle) {
    return new Drawing(image, otherTitle, caption);
  }

  /** Writes a PNG file, whole or not at all, over what was there. */
  public Picture save(Path file) throws IOException {
    byte[] png = png();
    AtomicFile.write(file, channel -> Channels.newOutputStream(channel).write(png));
    return new Picture(file, title, caption);
  }

  private byte[] png() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(image, "png", out)) {
        throw new IOException("this Java cannot write PNG files: it has no encoder for them");
      }
    }
    return bytes.toByteArray();
  }
}
