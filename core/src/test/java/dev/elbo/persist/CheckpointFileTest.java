package dev.elbo.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.nn.Block;
import dev.elbo.nn.Parameters;
import dev.elbo.objective.Iwae;
import dev.elbo.optim.Adagrad;
import dev.elbo.train.TrainOptions;
import dev.elbo.train.TrainingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CheckpointFileTest {
  @TempDir private Path folder;

  static Stream<Checkpoint> checkpoints() {
    return Stream.of(
        StoredCheckpoints.small(),
        StoredCheckpoints.of(TrainOptions.builder().build(), 0, 0, 0),
        StoredCheckpoints.of(TrainOptions.builder().build(), 0, 1, 3),
        StoredCheckpoints.of(
            TrainOptions.builder()
                .objective(new Iwae(5, Iwae.Gradient.FULL))
                .optimizer(Adagrad.DEFAULT)
                .epochs(3)
                .build(),
            3,
            3,
            2));
  }

  @ParameterizedTest
  @MethodSource("checkpoints")
  void whatIsReadIsWhatWasWritten(Checkpoint checkpoint) throws IOException {
    Path file = folder.resolve("checkpoint.safetensors");
    CheckpointFile.write(file, checkpoint);
    Checkpoint read = CheckpointFile.read(file);
    assertThat(read.vae().architecture()).isEqualTo(checkpoint.vae().architecture());
    assertThat(read.data()).isEqualTo(checkpoint.data());
    assertThat(read.rows()).isEqualTo(checkpoint.rows());
    assertThat(read.options()).isEqualTo(checkpoint.options());
    assertThat(read.every()).isEqualTo(checkpoint.every());
    TrainingState state = checkpoint.state();
    assertThat(read.state().step()).isEqualTo(state.step());
    assertThat(read.state().sums()).isEqualTo(state.sums());
    assertThat(read.state().history()).isEqualTo(state.history());
    assertThat(read.state().seconds()).isEqualTo(state.seconds());
    assertSame(read.state().parameters(), state.parameters());
    assertSame(read.state().best(), state.best());
    assertThat(read.state().moments()).hasSameSizeAs(state.moments());
    for (int i = 0; i < state.moments().size(); i++) {
      assertSame(read.state().moments().get(i), state.moments().get(i));
    }
  }

  private static void assertSame(Parameters actual, Parameters expected) {
    assertThat(actual.layout().blocks()).isEqualTo(expected.layout().blocks());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(Float.floatToRawIntBits(actual.values()[i]))
          .isEqualTo(Float.floatToRawIntBits(expected.values()[i]));
    }
  }

  /** Its parameters stand under the names that they have in a model file. */
  @Test
  void tensorsAreNamedAsThePageSays() throws IOException {
    Path file = folder.resolve("checkpoint.safetensors");
    CheckpointFile.write(file, StoredCheckpoints.small());
    List<String> blocks =
        StoredModels.small().vae().layout().blocks().stream().map(Block::name).toList();
    assertThat(PlainJson.object(FileParts.of(Files.readAllBytes(file)).header()).keySet())
        .containsExactlyElementsOf(
            Stream.of(
                    Stream.of("__metadata__", "sums", "history", "history.held_out"),
                    Stream.of("history.divergences", "history.activities"),
                    blocks.stream(),
                    blocks.stream().map(name -> "best." + name),
                    blocks.stream().map(name -> "moment.0." + name),
                    blocks.stream().map(name -> "moment.1." + name))
                .flatMap(names -> names)
                .toList());
  }

  /** An optimiser's squares may overflow, after which it moves nothing, and the run goes on. */
  @Test
  void momentsMayBeInfinite() throws IOException {
    Checkpoint checkpoint = StoredCheckpoints.small();
    checkpoint.state().moments().get(1).values()[0] = Float.POSITIVE_INFINITY;
    Path file = folder.resolve("checkpoint.safetensors");
    CheckpointFile.write(file, checkpoint);
    assertThat(CheckpointFile.read(file).state().moments().get(1).values()[0])
        .isEqualTo(Float.POSITIVE_INFINITY);
  }

  @Test
  void aFailingWriteLeavesTheCheckpointBefore() throws IOException {
    Path file = folder.resolve("checkpoint.safetensors");
    CheckpointFile.write(file, StoredCheckpoints.small());
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(
            () -> CheckpointFile.write(folder.resolve("nowhere/x"), StoredCheckpoints.small()))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(file).hasBinaryContent(before);
    assertThatThrownBy(() -> CheckpointFile.read(folder.resolve("nowhere")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void intervals() {
    assertThat(Checkpoint.requireInterval(Duration.ZERO)).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Checkpoint.requireInterval(Duration.ofSeconds(-1)))
        .withMessage("checkpoints are written after a time between 0 and 100 years, not PT-1S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Checkpoint.requireInterval(Duration.ofSeconds(Long.MAX_VALUE)));
  }
}
