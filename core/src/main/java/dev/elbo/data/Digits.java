package dev.elbo.data;

import java.io.IOException;

/** The UCI optical digits, from the library's resources: bytes of 0 … 16 at scale 16. */
final class Digits {
  private static final double TEST_FRACTION = 0.2;

  /** Never changed: results on the test part of different versions stay comparable. */
  private static final long SPLIT_SEED = 1998;

  private Digits() {}

  static Dataset load(Part part) throws IOException {
    Dataset all = read();
    if (part == Part.ALL) {
      return all;
    }
    Split split = Split.stratified(all.labels(), TEST_FRACTION, SPLIT_SEED);
    return all.select(part == Part.TRAIN ? split.train() : split.heldOut(), part.lowerCaseName());
  }

  private static Dataset read() throws IOException {
    try (Content images = content("digits-images.idx3-ubyte.gz");
        Content labels = content("digits-labels.idx1-ubyte.gz")) {
      return IdxFile.read(images, NamedSet.DIGITS.label())
          .withScale(16)
          .withLabels(IdxFile.readLabels(labels));
    }
  }

  private static Content content(String resource) throws IOException {
    return Content.of(resource, Resources.open(resource));
  }
}
