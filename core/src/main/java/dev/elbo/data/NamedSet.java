package dev.elbo.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The data sets that Elbo knows by name. All hold grey images of ten classes, as bytes.
 *
 * <p>{@link #DIGITS} comes with the library; the others are read from a {@link DataCache}.
 */
public enum NamedSet {
  /** UCI optical digits: 1797 images of 8 × 8; 1438 to train on and 359 to test, by class. */
  DIGITS("digits", "bundled: UCI optdigits, CC BY 4.0"),

  /** MNIST: 60000 + 10000 images of 28 × 28. */
  MNIST("mnist", "MNIST, LeCun and Cortes, CC BY-SA 3.0"),

  /** Fashion-MNIST: 60000 + 10000 images of 28 × 28. */
  FASHION_MNIST("fashion-mnist", "Fashion-MNIST, Zalando SE, MIT licence");

  private final String label;
  private final String source;

  NamedSet(String label, String source) {
    this.label = label;
    this.source = source;
  }

  /** The set of a name, where there is one: else the name may be that of a file. */
  public static Optional<NamedSet> find(String name) {
    return Arrays.stream(values()).filter(set -> set.label.equals(name)).findFirst();
  }

  /**
   * The set of a name.
   *
   * @throws IllegalArgumentException that lists the valid names
   */
  public static NamedSet parse(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no data set \"%s\"; valid names: %s"
                        .formatted(
                            name,
                            Arrays.stream(values())
                                .map(NamedSet::label)
                                .collect(Collectors.joining(", ")))));
  }

  /** The name as users write it: {@code fashion-mnist}. */
  public String label() {
    return label;
  }

  /** Where it comes from and its licence, in a few words. */
  public String source() {
    return source;
  }

  /** Whom to cite, the licence, and what was changed: a few lines of text. */
  public String citation() {
    try (InputStream in = Resources.open(label + "-CITATION.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("the library's own resources cannot be read", e);
    }
  }

  /** The files a {@link DataCache} keeps for this set; none where it comes with the library. */
  public List<PublishedFile> files() {
    return switch (this) {
      case DIGITS -> List.of();
      case MNIST ->
          PublishedImages.files(
              "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
              "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
              "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
              "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2");
      case FASHION_MNIST ->
          PublishedImages.files(
              "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
              "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
              "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
              "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34");
    };
  }

  /**
   * Reads a part of the set, with labels and image shape. It is named {@code digits/train}, {@code
   * digits/test} or {@code digits}.
   *
   * @param cache not looked at where the set comes with the library
   * @throws DataException where files are missing from the cache (the message says what fetches
   *     them) or damaged
   * @throws IOException where they cannot be read
   */
  public Dataset load(Part part, DataCache cache) throws IOException {
    return this == DIGITS ? Digits.load(part) : PublishedImages.load(this, part, cache);
  }
}
