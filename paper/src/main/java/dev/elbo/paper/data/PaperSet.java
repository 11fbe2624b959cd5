package dev.elbo.paper.data;

import dev.elbo.data.DataCache;
import dev.elbo.data.Dataset;
import dev.elbo.data.ImageShape;
import dev.elbo.data.NamedSet;
import dev.elbo.data.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The data sets of the papers, each looked up in the folder of its name within the data cache.
 *
 * <p>Those that {@link NamedSet} does not know are never fetched by Elbo: the Frey faces have no
 * licence, and the fixed binarisation is published at no place that promises to stay.
 */
public enum PaperSet {
  /** The digits that come with Elbo, for trials. */
  DIGITS(8, 8, 1_438),

  /** MNIST, grey: 60000 images to train on, 10000 to test. */
  MNIST(28, 28, 60_000),

  /**
   * MNIST binarised once and for all by Larochelle and Murray: 50000 to train on, 10000 to validate
   * and 10000 to test.
   */
  BINARIZED_MNIST(28, 28, 50_000),

  /**
   * The Frey faces: 1965 frames of one film, split at random into 1565 to train on and 400 to test.
   * Neighbouring frames are alike, so figures on the test part are those of faces nearly seen.
   */
  FREY_FACES(28, 20, 1_565);

  private final int height;
  private final int width;
  private final int trainingRows;

  PaperSet(int height, int width, int trainingRows) {
    this.height = height;
    this.width = width;
    this.trainingRows = trainingRows;
  }

  /** The name of its folder: {@code frey-faces}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Columns of a row. */
  public int columns() {
    return height * width;
  }

  /** Rows to train on. */
  public int trainingRows() {
    return trainingRows;
  }

  private ImageShape shape() {
    return new ImageShape(height, width);
  }

  private Path folder(DataCache cache) {
    return cache.folder().resolve(label());
  }

  /**
   * What to do where the set is not in the cache, a sentence or two without the last full stop;
   * empty where it is there.
   *
   * @throws IOException where a file cannot be read
   */
  public Optional<String> missing(DataCache cache) throws IOException {
    return switch (this) {
      case DIGITS -> Optional.empty();
      case MNIST ->
          cache.missing(NamedSet.MNIST).isEmpty()
              ? Optional.empty()
              : Optional.of(
                  "%s lacks the files of MNIST: \"elbo data mnist\" fetches them into the cache, and --data names another folder that has one called mnist"
                      .formatted(folder(cache)));
      case BINARIZED_MNIST -> BinarizedMnist.missing(folder(cache));
      case FREY_FACES -> FreyFaces.missing(folder(cache));
    };
  }

  /** The rows to train on. */
  public Dataset training(DataCache cache) throws IOException {
    return switch (this) {
      case DIGITS -> NamedSet.DIGITS.load(Part.TRAIN, cache);
      case MNIST -> NamedSet.MNIST.load(Part.TRAIN, cache);
      case BINARIZED_MNIST -> BinarizedMnist.load(folder(cache), "train", shape());
      case FREY_FACES -> FreyFaces.training(folder(cache), shape());
    };
  }

  /** The rows to choose the best epoch by, where the set has such a part. */
  public Optional<Dataset> validation(DataCache cache) throws IOException {
    return this == BINARIZED_MNIST
        ? Optional.of(BinarizedMnist.load(folder(cache), "valid", shape()))
        : Optional.empty();
  }

  /** The rows to test on. */
  public Dataset test(DataCache cache) throws IOException {
    return switch (this) {
      case DIGITS -> NamedSet.DIGITS.load(Part.TEST, cache);
      case MNIST -> NamedSet.MNIST.load(Part.TEST, cache);
      case BINARIZED_MNIST -> BinarizedMnist.load(folder(cache), "test", shape());
      case FREY_FACES -> FreyFaces.test(folder(cache), shape());
    };
  }
}
