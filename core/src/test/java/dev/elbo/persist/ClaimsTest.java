package dev.elbo.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.elbo.damage.Memory;
import dev.elbo.damage.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a description claims is held against the file before memory is taken for it. */
class ClaimsTest {
  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("file");
  }

  @BeforeEach
  void readAndWriteOnce() throws IOException {
    ModelFile.write(file(), StoredModels.small());
    ModelFile.read(file());
    CheckpointFile.write(file(), StoredCheckpoints.small());
    CheckpointFile.read(file());
  }

  private static FileParts model() throws IOException {
    Path file = Files.createTempFile("elbo", ".safetensors");
    ModelFile.write(file, StoredModels.small());
    FileParts parts = FileParts.of(Files.readAllBytes(file));
    Files.delete(file);
    return parts;
  }

  private static final String BERNOULLI = "{\"kind\":\"bernoulli\",\"data_size\":3}";

  /** Columns of a table with the same family each. */
  private static String table(int columns, String column) {
    String all = (column + ",").repeat(columns);
    return "{\"kind\":\"mixed\",\"columns\":[%s]}".formatted(all.substring(0, all.length() - 1));
  }

  private static String claimed(int layers, long levels, int bytes) {
    return "damaged: its description claims %d hidden layers and %d levels of categories, more than"
            .formatted(layers, levels)
        + " its %d bytes of tensors can hold".formatted(bytes);
  }

  static Stream<Arguments> claims() throws IOException {
    String levels = "{\"family\":\"categorical\",\"levels\":65536}";
    return Stream.of(
        arguments(
            "levels", model().withQuoted(BERNOULLI, table(3, levels)), claimed(1, 196_608, 108)),
        arguments(
            "many levels",
            model().withQuoted(BERNOULLI, table(70_000, levels)),
            claimed(1, 4_587_520_000L, 108)),
        arguments(
            "layers",
            model().withQuoted("\"hidden\":[2]", "\"hidden\":[2" + ",1".repeat(99_999) + "]"),
            claimed(100_000, 0, 108)),
        arguments(
            "wide",
            model().withQuoted("\"hidden\":[2]", "\"hidden\":[2147483647]"),
            "damaged: its description of the model is not valid: the block encoder.hidden.0.weight of 2147483647 × 3 does not fit: a model has at"
                + " most 2³¹ parameters"),
        arguments(
            "latents",
            model().withQuoted("\"latent_size\":1", "\"latent_size\":200000000"),
            "damaged: tensor encoder.mean.weight has the shape [1, 2] where the model needs"
                + " [200000000, 2]"),
        arguments(
            "columns",
            model()
                .withQuoted("\"data_size\":3", "\"data_size\":200000000")
                .withQuoted("\"columns\":3", "\"columns\":200000000"),
            "damaged: tensor encoder.hidden.0.weight has the shape [2, 3] where the model needs [2,"
                + " 200000000]"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("claims")
  void ofAModel(String name, FileParts parts, String message) throws IOException {
    assertRefused(parts, ModelFile::read, message);
  }

  @Test
  void ofACheckpoint() throws IOException {
    CheckpointFile.write(file(), StoredCheckpoints.small());
    FileParts good = FileParts.of(Files.readAllBytes(file()));
    assertRefused(
        good.withQuoted(BERNOULLI, table(3, "{\"family\":\"categorical\",\"levels\":65536}")),
        CheckpointFile::read,
        claimed(1, 196_608, good.data().length));
    assertRefused(
        good.withQuoted("\"epochs_ended\":2", "\"epochs_ended\":2147483647"),
        CheckpointFile::read,
        "damaged: tensor history has the shape [2, 8] where the checkpoint needs [2147483647, 8]");
  }

  private void assertRefused(FileParts parts, Trial.Reader reader, String message)
      throws IOException {
    Path file = Files.write(file(), parts.bytes());
    long before = Memory.taken();
    Throwable thrown = null;
    try {
      reader.read(file);
    } catch (ModelFormatException e) {
      thrown = e;
    }
    long taken = Memory.taken() - before;
    assertThat(thrown).hasMessage(file + ": " + message);
    assertThat(taken).isLessThan((1 << 20) + 200 * Files.size(file));
  }
}
