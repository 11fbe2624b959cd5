package dev.elbo.benchmarks.protocol;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Images of an idx file of unsigned bytes. */
public final class Idx {
  private static final int IMAGES = 0x0803;

  private final int count;
  private final int pixels;
  private final byte[] bytes;

  private Idx(int count, int pixels, byte[] bytes) {
    this.count = count;
    this.pixels = pixels;
    this.bytes = bytes;
  }

  /** MNIST's training images in a folder. */
  public static Path training(Path folder) throws IOException {
    return find(folder, "train-images-idx3-ubyte");
  }

  /** MNIST's test images in a folder. */
  public static Path test(Path folder) throws IOException {
    return find(folder, "t10k-images-idx3-ubyte");
  }

  private static Path find(Path folder, String name) throws IOException {
    for (String ending : new String[] {"", ".gz"}) {
      Path file = folder.resolve(name + ending);
      if (Files.exists(file)) {
        return file;
      }
    }
    throw new NoSuchFileException(
        folder.resolve(name).toString(), null, "neither this nor the same with .gz is there");
  }

  /**
   * Reads images.
   *
   * @throws IOException where the file is no idx file of images, or cut short
   */
  public static Idx read(Path file) throws IOException {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        DataInputStream in =
            new DataInputStream(
                file.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw)) {
      int magic = in.readInt();
      if (magic != IMAGES) {
        throw new IOException(
            "%s is no idx file of images: it starts with %08x, not %08x"
                .formatted(file, magic, IMAGES));
      }
      int count = in.readInt();
      int pixels = Math.multiplyExact(in.readInt(), in.readInt());
      byte[] bytes = new byte[Math.multiplyExact(count, pixels)];
      in.readFully(bytes);
      return new Idx(count, pixels, bytes);
    }
  }

  /** How many images. */
  public int count() {
    return count;
  }

  /** Pixels of each. */
  public int pixels() {
    return pixels;
  }

  /** Image after image: pixels as numbers in [0, 1]. */
  public float[] values() {
    float[] values = new float[bytes.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (bytes[i] & 0xFF) / 255f;
    }
    return values;
  }
}
