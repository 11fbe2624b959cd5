package dev.elbo.persist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever happens to a file's bytes, it loads or is refused in one line. */
class ModelFilePropertyTest {
  private static Path folder = Path.of("");
  private static byte[] good = {};

  @BeforeContainer
  static void writeGood() throws IOException {
    folder = Files.createTempDirectory("elbo");
    Path file = folder.resolve("model.safetensors");
    ModelFile.write(file, StoredModels.small());
    good = Files.readAllBytes(file);
  }

  @AfterContainer
  static void delete() throws IOException {
    Files.deleteIfExists(folder.resolve("model.safetensors"));
    Files.delete(folder);
  }

  /**
   * A byte that takes another value.
   *
   * @param place 0 to 1, of the whole file
   */
  record Change(double place, byte value) {}

  @Provide
  Arbitrary<List<Change>> changes() {
    Arbitrary<Byte> anything = Arbitraries.bytes();
    Arbitrary<Byte> telling =
        Arbitraries.of((byte) '"', (byte) '{', (byte) '[', (byte) '9', (byte) '-', (byte) '\\');
    return Combinators.combine(
            Arbitraries.doubles().between(0, 1), Arbitraries.oneOf(anything, telling))
        .as(Change::new)
        .list()
        .ofMinSize(0)
        .ofMaxSize(6);
  }

  @Property(tries = 2000, seed = "1", shrinking = ShrinkingMode.OFF)
  void damageIsRefusedInOneLine(
      @ForAll("changes") List<Change> changes, @ForAll("lengths") int length) throws IOException {
    byte[] bytes = Arrays.copyOf(good, length);
    for (Change change : changes) {
      if (length > 0) {
        bytes[(int) Math.min(length - 1, change.place() * length)] = change.value();
      }
    }
    Path file = folder.resolve("model.safetensors");
    Files.write(file, bytes);
    try {
      assertThat(ModelFile.read(file).parameters().size()).isPositive();
    } catch (ModelFormatException e) {
      assertThat(e.getMessage()).startsWith(file + ": ").hasLineCount(1);
    }
  }

  /** Mostly the whole file. */
  @Provide
  Arbitrary<Integer> lengths() {
    return Arbitraries.integers().between(0, 10 * good.length).map(n -> Math.min(n, good.length));
  }
}
