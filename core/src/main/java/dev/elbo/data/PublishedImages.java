package dev.elbo.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The four idx files in which MNIST and the sets modelled on it are published. */
final class PublishedImages {
  private static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
  private static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
  private static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
  private static final String TEST_LABELS = "t10k-labels-idx1-ubyte";

  private PublishedImages() {}

  static List<PublishedFile> files(
      String trainImages, String trainLabels, String testImages, String testLabels) {
    return List.of(
        new PublishedFile(TRAIN_IMAGES, 16 + 60_000L * 28 * 28, trainImages),
        new PublishedFile(TRAIN_LABELS, 8 + 60_000L, trainLabels),
        new PublishedFile(TEST_IMAGES, 16 + 10_000L * 28 * 28, testImages),
        new PublishedFile(TEST_LABELS, 8 + 10_000L, testLabels));
  }

  static Dataset load(NamedSet set, Part part, DataCache cache) throws IOException {
    return switch (part) {
      case TRAIN -> read(set, cache, TRAIN_IMAGES, TRAIN_LABELS).withName(set.label() + "/train");
      case TEST -> read(set, cache, TEST_IMAGES, TEST_LABELS).withName(set.label() + "/test");
      case ALL ->
          read(set, cache, TRAIN_IMAGES, TRAIN_LABELS)
              .append(read(set, cache, TEST_IMAGES, TEST_LABELS));
    };
  }

  private static Dataset read(NamedSet set, DataCache cache, String images, String labels)
      throws IOException {
    Path imageFile = cache.require(set, images);
    Path labelFile = cache.require(set, labels);
    Dataset data = IdxFile.read(imageFile).withName(set.label());
    int[] rowLabels = IdxFile.readLabels(labelFile);
    if (rowLabels.length != data.rows()) {
      throw new DataException(
          "%s has %d images, but %s has %d labels: the files do not belong together"
              .formatted(imageFile, data.rows(), labelFile, rowLabels.length));
    }
    return data.withLabels(rowLabels);
  }
}
