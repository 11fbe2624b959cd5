package dev.elbo.paper.data;

import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.data.ImageShape;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fixed binarisation of MNIST (Larochelle and Murray 2011), in three files that are either as
 * published, {@code .amat}: a line a row, 784 zeros and ones apart by spaces; or packed, {@code
 * .bits98}: 98 bytes a row, a bit a pixel, the highest of a byte first, no header.
 */
final class BinarizedMnist {
  private static final int PIXELS = 784;
  private static final int BYTES = PIXELS / 8;

  private static final List<String> THIRDS = List.of("train", "valid", "test");

  private static final Map<String, Integer> ROWS =
      Map.of("train", 50_000, "valid", 10_000, "test", 10_000);

  /** Of the packed files: they say nothing about themselves. */
  private static final Map<String, String> SHA256 =
      Map.of(
          "train", "727146c35424b019f3e350e1e69faa05644a0abaf787e3f4e1a9632220a13906",
          "valid", "a256ac44ae26be720fad8616a05ed6ecfd1619930d9a208379bb2a4405df5b6d",
          "test", "9fcd8da6f0fdf09b2ba30fe63a0bb784042a0de82563172530229b983e294ff2");

  private BinarizedMnist() {}

  static Optional<String> missing(Path folder) {
    return THIRDS.stream().allMatch(third -> find(folder, third).isPresent())
        ? Optional.empty()
        : Optional.of(
            "%s lacks binarized_mnist_train.amat, binarized_mnist_valid.amat or binarized_mnist_test.amat: get them by hand from http://www.cs.toronto.edu/~larocheh/public/datasets/binarized_mnist/ and put them there"
                .formatted(folder));
  }

  private static Optional<Path> find(Path folder, String third) {
    return RawFile.first(
        folder,
        "binarized_mnist_%s.bits98".formatted(third),
        "binarized_mnist_%s.amat".formatted(third));
  }

  static Dataset load(Path folder, String third, ImageShape shape) throws IOException {
    Path file =
        find(folder, third).orElseThrow(() -> new DataException(missing(folder).orElseThrow()));
    int rows = ROWS.getOrDefault(third, 0);
    byte[] pixels =
        file.toString().endsWith(".amat")
            ? published(file, rows)
            : unpacked(RawFile.read(file, rows * BYTES, SHA256.getOrDefault(third, "")));
    return Dataset.ofBytes("binarized-mnist/" + third, PIXELS, pixels, 1).withImageShape(shape);
  }

  private static byte[] unpacked(byte[] bits) {
    byte[] pixels = new byte[8 * bits.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (bits[i / 8] >> (7 - i % 8) & 1);
    }
    return pixels;
  }

  private static byte[] published(Path file, int rows) throws IOException {
    byte[] pixels = new byte[rows * PIXELS];
    int count = 0;
    try (BufferedReader in = Files.newBufferedReader(file)) {
      for (int c = in.read(); c >= 0; c = in.read()) {
        if (c == '0' || c == '1') {
          if (count < pixels.length) {
            pixels[count] = (byte) (c - '0');
          }
          count++;
        } else if (!Character.isWhitespace(c)) {
          throw new DataException("%s: zeros and ones were expected, not '%c'".formatted(file, c));
        }
      }
    }
    if (count != pixels.length) {
      throw new DataException(
          "%s holds %d zeros and ones and not %d × %d".formatted(file, count, rows, PIXELS));
    }
    return pixels;
  }
}
