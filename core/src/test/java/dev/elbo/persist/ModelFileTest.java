package dev.elbo.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.elbo.data.Binarization;
import dev.elbo.data.DataDescription;
import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.DiagonalGaussian;
import dev.elbo.distribution.DiagonalGaussian.MeanRange;
import dev.elbo.distribution.DiagonalGaussian.Variance;
import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.model.Architecture;
import dev.elbo.model.Architecture.Weights;
import dev.elbo.nn.Activation;
import dev.elbo.nn.Block;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ModelFileTest {
  @TempDir private Path folder;

  static List<Architecture> architectures() {
    return StoredModels.architectures();
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void whatIsReadIsWhatWasWritten(Architecture architecture) throws IOException {
    StoredModel model = StoredModels.of(architecture);
    Path file = folder.resolve("model.safetensors");
    ModelFile.write(file, model);
    StoredModel read = ModelFile.read(file);
    assertThat(read.vae().architecture()).isEqualTo(architecture);
    assertThat(read.parameters().layout().blocks()).isEqualTo(model.vae().layout().blocks());
    assertThat(bits(read)).isEqualTo(bits(model));
    assertThat(read.data()).isEqualTo(model.data());
    assertThat(read.training()).isEqualTo(model.training());
  }

  private static int[] bits(StoredModel model) {
    float[] values = model.parameters().values();
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(values[i]);
    }
    return bits;
  }

  @Test
  void tensorsLargerThanTheBufferSurvive() throws IOException {
    StoredModel model = StoredModels.of(Architecture.of(new Bernoulli(301), List.of(257, 9), 3));
    Path file = folder.resolve("model.safetensors");
    ModelFile.write(file, model);
    assertThat(bits(ModelFile.read(file))).isEqualTo(bits(model));
  }

  @Test
  void dataAndTrainingOfEveryKindSurvive() throws IOException {
    Architecture architecture = StoredModels.architectures().get(0);
    TrainingRecord bare = new TrainingRecord("", 1, 0, 1, OptionalDouble.empty(), Map.of());
    for (DataDescription data :
        List.of(
            StoredModels.pictures(),
            new DataDescription("", 6, 1 / 3f, Binarization.NONE, Optional.empty()),
            new DataDescription("x", 6, Float.MIN_VALUE, Binarization.NONE, Optional.empty()))) {
      StoredModel model = StoredModels.of(architecture);
      Path file = folder.resolve("model.safetensors");
      ModelFile.write(file, new StoredModel(model.vae(), model.parameters(), data, bare));
      assertThat(ModelFile.read(file).data()).isEqualTo(data);
      assertThat(ModelFile.read(file).training()).isEqualTo(bare);
    }
  }

  /** JSON knows no NaN: such a figure is left out, and the file is read all the same. */
  @Test
  void figuresThatAreNoNumbersAreLeftOut() throws IOException {
    StoredModel model = StoredModels.small();
    TrainingRecord record =
        new TrainingRecord("", 1, 1, 1, OptionalDouble.of(Double.NaN), Map.of());
    Path file = folder.resolve("model.safetensors");
    ModelFile.write(file, new StoredModel(model.vae(), model.parameters(), model.data(), record));
    assertThat(ModelFile.read(file).training().heldOutBound()).isEmpty();
  }

  @Test
  void theHashOfTheDataSurvives() throws IOException {
    StoredModel model = StoredModels.small();
    TrainingRecord record = StoredModels.record("0123456789abcdef".repeat(4));
    Path file = folder.resolve("model.safetensors");
    ModelFile.write(file, new StoredModel(model.vae(), model.parameters(), model.data(), record));
    assertThat(ModelFile.read(file).training()).isEqualTo(record);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StoredModels.record("0123456789ABCDEF".repeat(4)))
        .withMessage("no valid data_sha256");
  }

  @Test
  void theSameModelGivesTheSameBytes() throws IOException {
    byte[] first = write("a", StoredModels.small());
    assertThat(write("b", StoredModels.small())).isEqualTo(first);
    assertThat(write("c", ModelFile.read(folder.resolve("a")))).isEqualTo(first);
  }

  private byte[] write(String name, StoredModel model) throws IOException {
    ModelFile.write(folder.resolve(name), model);
    return Files.readAllBytes(folder.resolve(name));
  }

  /** As the format's description has it, by a reader that shares no code with the writer. */
  @ParameterizedTest
  @MethodSource("architectures")
  void theFileIsASafetensorsFile(Architecture architecture) throws IOException {
    StoredModel model = StoredModels.of(architecture);
    byte[] file = write("model.safetensors", model);
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    long headerLength = bytes.getLong();
    assertThat(headerLength % 8).isZero();
    assertThat(file[8]).isEqualTo((byte) '{');
    FileParts parts = FileParts.of(file);
    Map<String, Object> header = PlainJson.object(parts.header());
    assertThat(map(header, "__metadata__").values()).allMatch(String.class::isInstance);
    assertThat(header).hasSize(1 + model.vae().layout().blocks().size());
    ByteBuffer data = ByteBuffer.wrap(parts.data()).order(ByteOrder.LITTLE_ENDIAN);
    double position = 0;
    for (Block block : model.vae().layout().blocks()) {
      Map<String, Object> entry = map(header, block.name());
      double end = position + 4.0 * block.size();
      assertThat(entry).containsOnlyKeys("dtype", "shape", "data_offsets");
      assertThat(entry).containsEntry("dtype", "F32");
      assertThat(entry).containsEntry("data_offsets", List.of(position, end));
      assertThat(entry)
          .containsEntry(
              "shape",
              block.name().endsWith(".bias")
                  ? List.of((double) block.columns())
                  : List.of((double) block.rows(), (double) block.columns()));
      for (int i = block.offset(); i < block.end(); i++) {
        assertThat(data.getFloat()).isEqualTo(StoredModels.number(i));
      }
      position = end;
    }
    assertThat((double) parts.data().length).isEqualTo(position);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Map<String, Object> header, String key) {
    return (Map<String, Object>) Objects.requireNonNull(header.get(key));
  }

  /** Weights are (out × in), biases vectors, named as in Appendix C. */
  @Test
  void tensorsAreNamedAndShapedAsThePageSays() throws IOException {
    Map<String, Object> header =
        PlainJson.object(FileParts.of(write("m", StoredModels.small())).header());
    assertThat(header.keySet())
        .containsExactly(
            "__metadata__",
            "encoder.hidden.0.weight",
            "encoder.hidden.0.bias",
            "encoder.mean.weight",
            "encoder.mean.bias",
            "encoder.log_variance.weight",
            "encoder.log_variance.bias",
            "decoder.hidden.0.weight",
            "decoder.hidden.0.bias",
            "decoder.logits.weight",
            "decoder.logits.bias");
    assertThat(map(header, "encoder.hidden.0.weight")).containsEntry("shape", List.of(2.0, 3.0));
    assertThat(map(header, "encoder.hidden.0.bias")).containsEntry("shape", List.of(2.0));
    assertThat(map(header, "decoder.logits.weight")).containsEntry("shape", List.of(3.0, 2.0));
  }

  /**
   * Files that earlier versions wrote. They are never deleted and never written again; a new format
   * adds files of its own.
   */
  @ParameterizedTest
  @MethodSource
  void modelsOfEarlierVersionsLoad(String name, StoredModel expected)
      throws IOException, URISyntaxException {
    Path file = Path.of(Objects.requireNonNull(getClass().getResource(name)).toURI());
    StoredModel model = ModelFile.read(file);
    assertThat(model.vae().architecture()).isEqualTo(expected.vae().architecture());
    assertThat(bits(model)).isEqualTo(bits(expected));
    assertThat(model.data()).isEqualTo(expected.data());
    assertThat(model.training()).isEqualTo(expected.training());
  }

  static List<Arguments> modelsOfEarlierVersionsLoad() {
    StoredModel bernoulli = StoredModels.of(Architecture.of(new Bernoulli(6), List.of(5), 2));
    StoredModel gaussian =
        StoredModels.of(
            new Architecture(
                new DiagonalGaussian(
                    6, Variance.SHARED, MeanRange.UNIT_INTERVAL, LogVarianceBounds.DECODER),
                List.of(5, 4),
                2,
                Activation.SOFTPLUS,
                Weights.TIED,
                new LogVarianceBounds(-7.5f, Float.POSITIVE_INFINITY)));
    return List.of(
        arguments("format-1-bernoulli.safetensors", bernoulli),
        arguments(
            "format-1-gaussian.safetensors",
            new StoredModel(
                gaussian.vae(),
                gaussian.parameters(),
                StoredModels.pictures(),
                gaussian.training())));
  }

  @Test
  void aFailingWriteLeavesTheOldFileAndNothingAside() throws IOException {
    Path file = folder.resolve("model.safetensors");
    byte[] old = write("model.safetensors", StoredModels.small());
    assertThatThrownBy(() -> ModelFile.write(folder.resolve("nowhere/model"), StoredModels.small()))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(file).hasBinaryContent(old);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aFileThatIsNotThereIsAnIoException() {
    assertThatThrownBy(() -> ModelFile.read(folder.resolve("nowhere")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> ModelFile.read(folder)).isInstanceOf(IOException.class);
  }
}
