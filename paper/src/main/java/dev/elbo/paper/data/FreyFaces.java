package dev.elbo.paper.data;

import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.data.ImageShape;
import dev.elbo.data.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The Frey faces (Roweis and Frey): as published, {@code frey_rawface.mat}, whose matrix {@code ff}
 * has a face a column; or its bytes alone, {@code freyfaces_1965x560.u8}, row after row.
 */
final class FreyFaces {
  private static final int FACES = 1965;
  private static final int PIXELS = 560;

  private static final String PUBLISHED = "frey_rawface.mat";
  private static final String RAW = "freyfaces_1965x560.u8";
  private static final String SHA256 =
      "2438ba4f0d2a6bd8bac43de756141eaa33c8d248dd613d464bdb1210d9b7af78";

  private static final int TEST_FACES = 400;

  /** Never changed: figures on the test part of different versions stay comparable. */
  private static final long SPLIT_SEED = 1965;

  private FreyFaces() {}

  static Optional<String> missing(Path folder) {
    return RawFile.first(folder, RAW, PUBLISHED).isPresent()
        ? Optional.empty()
        : Optional.of(
            "%s lacks %s: get it by hand from https://cs.nyu.edu/~roweis/data/frey_rawface.mat and put it there (it has no licence, so Elbo does not fetch it)"
                .formatted(folder, PUBLISHED));
  }

  static Dataset training(Path folder, ImageShape shape) throws IOException {
    Dataset all = load(folder, shape);
    return all.select(split(all).train(), "train");
  }

  static Dataset test(Path folder, ImageShape shape) throws IOException {
    Dataset all = load(folder, shape);
    return all.select(split(all).heldOut(), "test");
  }

  private static Split split(Dataset all) {
    return Split.holdOut(all, TEST_FACES, SPLIT_SEED);
  }

  private static Dataset load(Path folder, ImageShape shape) throws IOException {
    Path file =
        RawFile.first(folder, RAW, PUBLISHED)
            .orElseThrow(() -> new DataException(missing(folder).orElseThrow()));
    byte[] bytes =
        file.endsWith(RAW)
            ? RawFile.read(file, FACES * PIXELS, SHA256)
            : MatFile.bytes(file, "ff", PIXELS, FACES);
    return Dataset.ofBytes("frey-faces", PIXELS, bytes, 255).withImageShape(shape);
  }
}
