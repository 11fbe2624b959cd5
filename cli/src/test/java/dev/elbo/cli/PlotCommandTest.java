package dev.elbo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.cli.option.Choice;
import dev.elbo.cli.option.PlotKind;
import dev.elbo.data.Dataset;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlotCommandTest {
  @TempDir private static Path folder;

  private static Path digits;
  private static Path two;
  private static Path one;
  private static Path prices;

  @BeforeAll
  static void train() throws IOException {
    digits = run("digits");
    Models.run(Models.bernoulli(4), digits);
    two = run("two");
    Models.run(Models.bernoulli(2), two);
    one = run("one");
    Models.run(Models.bernoulli(1), one);
    prices = run("prices");
    Dataset table = Models.table("prices.npy", 5);
    Models.run(Models.gaussian(table, 3), prices);
  }

  private static Path run(String name) throws IOException {
    return Files.createDirectory(folder.resolve(name));
  }

  private static ElboProcess.Result plot(Object... arguments) {
    Stream<String> words = Arrays.stream(arguments).map(Object::toString);
    return ElboProcess.inThisProcess(
        Stream.concat(Stream.of("plot"), words).toArray(String[]::new));
  }

  private static void assertFails(int code, String message, Object... arguments) {
    ElboProcess.Result result = plot(arguments);
    assertThat(result.err().lines().findFirst().orElse("")).isEqualTo("elbo: " + message);
    assertThat(result.code()).isEqualTo(code);
    assertThat(result.out()).isEmpty();
  }

  private static Path target(String name) {
    return folder.resolve(name);
  }

  @Test
  void everyKindIsDrawnAndItsPathPrinted() throws IOException {
    for (PlotKind kind : PlotKind.values()) {
      String word = Choice.word(kind);
      Path file = target("every-" + word + ".png");
      ElboProcess.Result result = plot(word, digits, "-o", file);
      assertThat(result).isEqualTo(new ElboProcess.Result(0, file + System.lineSeparator(), ""));
      BufferedImage image = ImageIO.read(file.toFile());
      assertThat(image.getWidth()).isBetween(240, 2000);
      assertThat(image.getHeight()).isBetween(100, 2000);
    }
  }

  @Test
  void withoutAFileTheFirstFreeNameBesideTheModelIsTaken() {
    assertThat(plot("samples", two).out().strip()).isEqualTo(two.resolve("samples.png").toString());
    assertThat(plot("samples", two.resolve("model.safetensors")).out().strip())
        .isEqualTo(two.resolve("samples-2.png").toString());
    assertThat(plot("samples", two, "--force").out().strip())
        .isEqualTo(two.resolve("samples.png").toString());
  }

  @Test
  void nothingIsOverwrittenUnasked() throws IOException {
    Path file = Files.writeString(target("mine.png"), "mine");
    assertFails(
        1,
        "-o %s: this file exists; choose another name, or overwrite it with --force"
            .formatted(file),
        "samples",
        digits,
        "-o",
        file);
    assertThat(file).hasContent("mine");
    assertThat(plot("samples", digits, "-n", 4, "-o", file, "--force").code()).isZero();
    assertThat(ImageIO.read(file.toFile())).isNotNull();
  }

  @Test
  void numbersDecideTheSize() throws IOException {
    Path file = target("small.png");
    assertThat(plot("samples", digits, "-n", 6, "--columns", 3, "-o", file).code()).isZero();
    BufferedImage image = ImageIO.read(file.toFile());
    assertThat(image.getWidth()).isEqualTo(2 * 14 + 3 * 160 + 2 * 3);
    assertThat(image.getHeight()).isEqualTo(2 * 14 + 2 * 160 + 3);
  }

  @Test
  void latentsCountFromOne() {
    assertThat(plot("manifold", digits, "--latents", "4,1", "-o", target("plane.png")).code())
        .isZero();
    assertFails(
        2,
        "--latents: there is no latent 5; the model has 4, counted from 1",
        "manifold",
        digits,
        "--latents",
        "1,5");
    assertFails(
        2, "--latents 2,2: a latent is named twice", "traversal", digits, "--latents", "2,2");
    assertFails(
        2,
        "--latents: a manifold is a plane of two latents, such as 1,2, not 3",
        "manifold",
        digits,
        "--latents",
        "1,2,3");
    assertFails(
        2,
        "a manifold is a plane of two latents and the model has one; plot traversal shows it",
        "manifold",
        one);
  }

  @Test
  void optionsThatWouldBeIgnoredAreRejected() {
    assertFails(
        2,
        "--latents goes with manifold, traversal, not with samples",
        "samples",
        digits,
        "--latents",
        "1,2");
    assertFails(2, "--seed goes with samples, not with manifold", "manifold", two, "--seed", 3);
    assertFails(
        2,
        "DATA goes with manifold, reconstructions, samples, traversal, not with curve",
        "curve",
        digits,
        "digits");
  }

  @Test
  void numbersOutOfRangeAreNamed() {
    assertFails(2, "-n must be between 1 and 100, not 0", "manifold", two, "-n", 0);
    assertFails(2, "-n must be between 2 and 100, not 1", "traversal", two, "-n", 1);
    assertFails(2, "-n must be between 1 and 1000, not 1001", "samples", two, "-n", 1001);
    assertFails(2, "--columns must be between 1 and 100, not -1", "samples", two, "--columns", -1);
  }

  @Test
  void aTableHasStripsAndNoManifold() {
    Path model = prices.resolve("model.safetensors");
    assertThat(plot("samples", model, "-o", target("strips.png")).code()).isZero();
    Object[] walk = {"traversal", model, "--latents", "1,3", "-o", target("walk.png")};
    assertThat(plot(walk).code()).isZero();
    assertFails(
        2,
        "a manifold is a plane of images and the rows of prices.npy are none; plot traversal"
            + " shows what each latent does",
        "manifold",
        model,
        "--latents",
        "1,2");
    assertFails(
        2,
        "DATA is missing: the model was trained on prices.npy, which is none of the sets digits,"
            + " mnist, fashion-mnist; put the file to read after MODEL, or choose latents with"
            + " --latents",
        "traversal",
        model);
  }

  @Test
  void otherRowsAreRejectedByTheirColumns() {
    assertFails(
        1,
        "digits/test has 64 columns where the model, trained on prices.npy, expects 5",
        "reconstructions",
        prices,
        "digits");
  }

  @Test
  void aCurveNeedsTheFolderOfARun() throws IOException {
    Path empty = run("empty");
    assertFails(
        1,
        "there is no %s; a learning curve needs the folder of a training run"
            .formatted(empty.resolve("training.csv")),
        "curve",
        empty);
    assertFails(
        1,
        "%s: there is no such model file or run folder (%s)"
            .formatted(target("none"), target("none")),
        "curve",
        target("none"));
  }

  @Test
  void namesThatCannotBeWrittenAreAnswered() {
    Path jpeg = target("picture.jpg");
    assertFails(
        2, "-o %s: the name must end in .png".formatted(jpeg), "samples", digits, "-o", jpeg);
    Path lost = target("nowhere").resolve("picture.png");
    assertFails(
        1,
        "-o %s: there is no folder %s".formatted(lost, target("nowhere")),
        "samples",
        digits,
        "-o",
        lost);
    assertFails(
        1,
        "-o %s: this is a folder; name a file".formatted(digits),
        "samples",
        digits,
        "-o",
        digits);
  }
}
