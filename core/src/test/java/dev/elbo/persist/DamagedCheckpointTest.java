package dev.elbo.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way to be no checkpoint ends in one line that starts with the file's name. */
class DamagedCheckpointTest {
  private static final String NOT_VALID = "damaged: its description of the run is not valid: ";

  /** Bytes of the tables: sums, history, held-out figures, divergences and activities. */
  private static final int TABLES = 8 * (3 + 2 * 8 + 2 * 6 + 2 + 2);

  @TempDir private Path folder;
  private byte[] good = {};

  @BeforeEach
  void writeGood() throws IOException {
    Path file = folder.resolve("good");
    CheckpointFile.write(file, StoredCheckpoints.small());
    good = Files.readAllBytes(file);
  }

  private String messageOf(byte[] content) throws IOException {
    return new DamagedFile(folder.resolve("checkpoint.safetensors"), CheckpointFile::read)
        .messageOf(content);
  }

  private void assertMessage(byte[] content, String expected) throws IOException {
    assertThat(messageOf(content)).isEqualTo(expected);
  }

  @Test
  void cutOffAnywhere() throws IOException {
    for (int length = 0; length < good.length; length += 29) {
      messageOf(Arrays.copyOf(good, length));
    }
    assertMessage(new byte[0], "empty file, not a checkpoint");
    assertMessage(new byte[7], "not a checkpoint: 7 bytes are too few for a safetensors file");
    int data = TABLES + 4 * 4 * 27;
    assertMessage(
        Arrays.copyOf(good, good.length - 1),
        "damaged or cut off: the header describes %d bytes of tensors, the file holds %d"
            .formatted(data, data - 1));
  }

  @Test
  void anyByteChanged() throws IOException {
    Random random = new Random(1);
    Path file = folder.resolve("checkpoint.safetensors");
    for (int i = 0; i < 400; i++) {
      byte[] bytes = good.clone();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      Files.write(file, bytes);
      try {
        assertThat(CheckpointFile.read(file).state().step()).isNotNegative();
      } catch (ModelFormatException e) {
        assertThat(e.getMessage()).startsWith(file + ": ").hasLineCount(1);
      }
    }
  }

  @Test
  void filesOfOtherKinds() throws IOException {
    Path model = folder.resolve("model.safetensors");
    ModelFile.write(model, StoredModels.small());
    assertMessage(
        Files.readAllBytes(model), "a model, not a checkpoint: training cannot go on from it");
    assertMessage(
        new FileParts("{}", new byte[0]).bytes(),
        "a safetensors file, but no checkpoint of Elbo: its metadata has no"
            + " elbo.checkpoint_version");
    Path checkpoint = Files.write(model, good);
    assertThat(catchThrowable(() -> ModelFile.read(checkpoint)))
        .isExactlyInstanceOf(ModelFormatException.class)
        .hasMessage(
            model
                + ": a checkpoint, not a model: elbo train --resume goes on from the folder it is"
                + " in");
  }

  /** A newer format may change everything else, so the version comes first. */
  @Test
  void newerVersionIsNamed() throws IOException {
    assertMessage(
        FileParts.of(good)
            .with("\"elbo.checkpoint_version\":\"1\"", "\"elbo.checkpoint_version\":\"2\"")
            .with("\"F32\"", "\"F16\"")
            .bytes(),
        "written in checkpoint format 2; this version of Elbo (%s) reads format 1"
            .formatted(Version.current()));
  }

  static Stream<Arguments> descriptions() {
    return Stream.of(
        arguments("\"step\":8", "\"step\":8.5", "no valid step"),
        arguments("\"step\":8,", "", "no valid step"),
        arguments("\"seconds\":12.75", "\"seconds\":-1", "no valid seconds"),
        arguments("\"epochs_ended\":2", "\"epochs_ended\":-1", "no valid epochs_ended"),
        arguments(StoredCheckpoints.SHA256, "0123", "no valid sha256"),
        arguments("\"held_out\":0.1", "\"held_out\":-0.1", "no valid held_out"),
        arguments("\"held_out\":0.1", "\"held_out\":0", "no valid held_out_rows"),
        arguments("\"training_rows\":25", "\"training_rows\":0", "no valid training_rows"),
        arguments("\"source\":", "\"sauce\":", "no valid source"),
        arguments("\"seconds\":12.75", "\"seconds\":12.75,\"x\":1", "unknown field \"x\""),
        arguments(
            "\"checkpoint_every_ms\":1500",
            "\"checkpoint_every_ms\":-1",
            "checkpoints are written after a time between 0 and 100 years, not PT-0.001S"),
        arguments("\"adam\"", "\"eve\"", "unknown optimizer \"eve\""),
        arguments(
            "\"latent_size\":1", "\"latent_size\":0", "latent size must be 1 or more, not 0"));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @MethodSource("descriptions")
  void description(String piece, String other, String message) throws IOException {
    assertMessage(FileParts.of(good).withQuoted(piece, other).bytes(), NOT_VALID + message);
  }

  @Test
  void descriptionThatIsMissing() throws IOException {
    for (String key : new String[] {"elbo.model", "elbo.data", "elbo.options", "elbo.run"}) {
      assertMessage(
          FileParts.of(good).with("\"%s\":".formatted(key), "\"x\":").bytes(),
          NOT_VALID + "no " + key);
    }
  }

  static Stream<Arguments> states() {
    return Stream.of(
        arguments(
            "\"step\":8", "\"step\":10", "no state of this run: step 10 after 2 epochs of 3 steps"),
        arguments(
            "\"step\":8", "\"step\":-8", "no state of this run: step -8 after 2 epochs of 3 steps"),
        arguments("\"epochs\":7", "\"epochs\":1", "no state of this run: 2 epochs of 1"),
        arguments(
            "\"epochs_ended\":2",
            "\"epochs_ended\":2147483647",
            "tensor history has the shape [2, 8] where the checkpoint needs [2147483647, 8]"),
        arguments(
            "\"kind\":\"adam\"", "\"kind\":\"adamw\",\"weight_decay\":0.1,\"kind\":\"adam\"", ""),
        arguments(
            "\"kind\":\"adam\",\"rate\":0.001,\"beta1\":0.9,\"beta2\":0.999",
            "\"kind\":\"adagrad\",\"rate\":0.001",
            "tensor moment.1.decoder.hidden.0.bias is none of the checkpoint's"),
        arguments(
            "\"hidden\":[2]",
            "\"hidden\":[100000000]",
            "tensor encoder.hidden.0.weight has the shape [2, 3] where the checkpoint needs"
                + " [100000000, 3]"),
        arguments("\"columns\":3", "\"columns\":4", "data of 4 columns for a model of 3"));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @MethodSource("states")
  void whatDoesNotFitTogether(String piece, String other, String message) throws IOException {
    String actual = messageOf(FileParts.of(good).withQuoted(piece, other).bytes());
    if (message.isEmpty()) {
      assertThat(actual).startsWith(NOT_VALID + "Duplicate ");
    } else {
      assertThat(actual).isEqualTo("damaged: " + message);
    }
  }

  @Test
  void tensorsOfOtherTypesAndNames() throws IOException {
    FileParts parts = FileParts.of(good);
    assertMessage(
        parts.with("\"best.encoder.mean.bias\"", "\"encoder.mean.bios\"").bytes(),
        "damaged: tensor best.encoder.mean.bias is missing");
    assertMessage(
        parts.with("\"sums\":{\"dtype\":\"F64\"", "\"sums\":{\"dtype\":\"I64\"").bytes(),
        "tensor sums holds I64 where this version reads F32");
    assertMessage(
        parts
            .with(
                "\"sums\":{\"dtype\":\"F64\",\"shape\":[1,3]",
                "\"sums\":{\"dtype\":\"F32\",\"shape\":[1,6]")
            .bytes(),
        "tensor sums holds F32 where this version reads F64");
  }

  @Test
  void numbersThatAreNone() throws IOException {
    FileParts parts = FileParts.of(good);
    int floats = TABLES / 4;
    assertMessage(
        parts.withFloat(floats, Float.NaN).bytes(),
        "damaged: tensor encoder.hidden.0.weight holds NaN at position 1 (counted from 1)");
    assertMessage(
        parts.withFloat(floats + 27 + 26, Float.NEGATIVE_INFINITY).bytes(),
        "damaged: tensor best.decoder.logits.bias holds -Infinity at position 3 (counted from 1)");
    assertMessage(
        parts.withFloat(floats + 3 * 27 + 1, Float.NaN).bytes(),
        "damaged: tensor moment.1.encoder.hidden.0.weight holds NaN at position 2 (counted from"
            + " 1)");
    assertMessage(
        withDouble(parts, 2, Double.NaN),
        "damaged: tensor sums holds NaN at position 3 (counted from 1)");
    assertMessage(
        withDouble(parts, 3 + 8, Double.POSITIVE_INFINITY),
        "damaged: tensor history holds Infinity at position 9 (counted from 1)");
    assertMessage(
        withDouble(parts, 3 + 16, Double.NaN),
        "damaged: tensor history.held_out holds NaN at position 1 (counted from 1)");
    assertMessage(
        withDouble(parts, 3 + 16 + 12 + 1, Double.NaN),
        "damaged: tensor history.divergences holds NaN at position 2 (counted from 1)");
    assertMessage(
        withDouble(parts, 3 + 6, 0),
        "damaged: no state of this run: a first epoch that is not the best so far");
  }

  private static byte[] withDouble(FileParts parts, int index, double value) {
    byte[] data = parts.data().clone();
    ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).putDouble(8 * index, value);
    return parts.withData(data).bytes();
  }

  /** Another seed, another weight: the run would end otherwise than it should, and never say so. */
  @Test
  void whatOnlyTheHashCanTell() throws IOException {
    FileParts parts = FileParts.of(good);
    String damaged = "damaged: expected what the header calls elbo.sha256 ";
    assertThat(messageOf(parts.withQuoted("\"seed\":-3", "\"seed\":-7").bytes()))
        .startsWith(damaged);
    byte[] data = parts.data().clone();
    data[TABLES] ^= 1;
    assertThat(messageOf(parts.withData(data).bytes())).startsWith(damaged);
  }
}
