package dev.elbo.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.elbo.data.ImageShape;
import dev.elbo.distribution.DiagonalGaussian.MeanRange;
import dev.elbo.persist.ModelFile;
import dev.elbo.persist.ModelFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file that is no model in PyTorch's layout is refused in a line that says why. */
class PyTorchFileMessagesTest {
  private static final List<String> GAUSSIAN =
      List.of(
          "encoder.hidden.0=fc1",
          "encoder.mean=fc21",
          "encoder.log_variance=fc22",
          "decoder.hidden.0=fc3",
          "decoder.mean=fc4");

  @TempDir private Path folder;

  private static StateDict example() {
    return new StateDict(1)
        .linear("fc1", 12, 5)
        .linear("fc21", 5, 2)
        .linear("fc22", 5, 2)
        .linear("fc3", 2, 5)
        .linear("fc4", 5, 12);
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        arguments(
            example().without("fc22.weight"),
            "there is no tensor fc22.weight; the file holds fc1.bias, fc1.weight, fc21.bias,"
                + " fc21.weight, fc22.bias, fc3.bias, fc3.weight, fc4.bias, fc4.weight"),
        arguments(new StateDict(1), "there is no tensor fc1.weight; the file holds none"),
        arguments(
            example().random("bn1.running_mean", 1, 5),
            "there is no place for tensor bn1.running_mean of shape [5]: a model has linear layers,"
                + " each with a weight and a bias, and nothing else"),
        arguments(
            example().linear("fc3", 3, 5),
            "tensor fc3.weight has the shape [5, 3] where decoder.hidden.0.weight of a model"
                + " 12–5–2–5–12 needs [5, 2]"),
        arguments(
            example().random("fc22.bias", 1, 1, 2),
            "tensor fc22.bias has the shape [1, 2] where encoder.log_variance.bias of a model"
                + " 12–5–2–5–12 needs [2]"),
        arguments(
            example().random("fc1.weight", 1, 5, 12, 1, 1),
            "tensor fc1.weight has the shape [5, 12, 1, 1] where encoder.hidden.0.weight is a matrix,"
                + " outputs × inputs"),
        arguments(
            example().random("fc21.weight", 1, 0, 5),
            "tensor fc21.weight has the shape [0, 5] where encoder.mean.weight is a matrix, outputs ×"
                + " inputs"),
        arguments(
            example().as("I64").put("bn1.num_batches_tracked", new double[] {7}),
            "tensor bn1.num_batches_tracked holds I64; parameters are read from F64, F32, F16, BF16"),
        arguments(
            example().put("fc21.bias", new double[] {1, Double.NaN}, 2),
            "tensor fc21.bias holds, as float32, NaN at position 2 (counted from 1)"),
        arguments(
            example().as("F64").put("fc21.bias", new double[] {1e300, 1}, 2),
            "tensor fc21.bias holds, as float32, Infinity at position 1 (counted from 1)"),
        arguments(
            new StateDict(1).linear("encoder.mean", 5, 2).linear("encoder.hidden.0", 12, 5),
            "its tensors have Elbo's names, but no name is given for encoder.log_variance.weight"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void wrongTensors(StateDict tensors, String message) throws IOException {
    Path file = tensors.write(folder.resolve("vae.safetensors"));
    assertThatThrownBy(() -> PyTorchImport.read(file, ImportOptions.DEFAULT))
        .isExactlyInstanceOf(ModelFormatException.class)
        .hasMessage(file + ": " + message);
  }

  /** How files of {@code torch.save} begin: since PyTorch 1.6, before, and plain pickles. */
  @ParameterizedTest
  @CsvSource({
    "504b030400000808000000000000, 'a zip archive, such as torch.save writes,'",
    "80028a0a6cfc9c46f9206aa85019, 'a pickle, such as torch.save wrote,'",
    "8004950b000000000000008c0776, 'a pickle, such as torch.save wrote,'",
  })
  void pickles(String start, String what) throws IOException {
    Path file =
        Files.write(folder.resolve("vae.pt"), HexFormat.of().parseHex(start + "00".repeat(50)));
    String message =
        "%s: %s and no safetensors file; pickles run code, so Elbo reads none: in Python,"
                .formatted(file, what)
            + " safetensors.torch.save_file(model.state_dict(), 'model.safetensors') writes what it"
            + " reads";
    assertThatThrownBy(() -> PyTorchImport.read(file, ImportOptions.DEFAULT))
        .isExactlyInstanceOf(ModelFormatException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> ModelFile.read(file)).hasMessage(message);
  }

  /** 896 bytes of header are 80 03 00 …, which is no pickle. */
  @Test
  void aHeaderWhoseLengthLooksLikeAPickle() throws IOException {
    Path file = example().withHeaderOf(896).write(folder.resolve("vae.safetensors"));
    assertThat(Files.readAllBytes(file)).startsWith(0x80, 3, 0, 0, 0, 0, 0, 0);
    assertThat(PyTorchImport.read(file, ImportOptions.DEFAULT).vae().latentSize()).isEqualTo(2);
  }

  @Test
  void aFolder() {
    assertThatThrownBy(() -> PyTorchImport.read(folder, ImportOptions.DEFAULT))
        .isExactlyInstanceOf(ModelFormatException.class)
        .hasMessage(folder + ": a folder; name a safetensors file in it");
  }

  @Test
  void filesOfElbosOwn() throws IOException {
    Path model = folder.resolve("model.safetensors");
    ModelFile.write(
        model,
        PyTorchImport.read(
            example().write(folder.resolve("vae.safetensors")), ImportOptions.DEFAULT));
    assertThatThrownBy(() -> PyTorchImport.read(model, ImportOptions.DEFAULT))
        .hasMessage(model + ": a file of Elbo's own, which needs no import");
  }

  static Stream<Arguments> contradictions() {
    Optional<LayerNames> gaussian = Optional.of(LayerNames.parse(GAUSSIAN));
    return Stream.of(
        arguments(
            options(gaussian, Optional.empty(), OptionalDouble.empty(), Optional.empty()),
            "the decoder is Gaussian, and nothing is said of its log σ²: give the name of"
                + " decoder.log_variance or, where none was learnt, the number that training assumed,"
                + " such as 0"),
        arguments(
            options(
                Optional.of(
                    LayerNames.parse(
                        Stream.concat(GAUSSIAN.stream(), Stream.of("decoder.log_variance=fc5"))
                            .toList())),
                Optional.empty(),
                OptionalDouble.of(0),
                Optional.empty()),
            "log σ² of the decoder is given twice: by name, and as a number"),
        arguments(
            options(
                Optional.empty(),
                Optional.of(MeanRange.REAL),
                OptionalDouble.empty(),
                Optional.empty()),
            "a range of means is given, which a Bernoulli decoder does not have"),
        arguments(
            options(Optional.empty(), Optional.empty(), OptionalDouble.of(1), Optional.empty()),
            "log σ² is given, which a Bernoulli decoder does not have"),
        arguments(
            options(
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.of(new ImageShape(4, 4))),
            "images of 4 × 4 are not the model's rows, which have 12 columns"));
  }

  private static ImportOptions options(
      Optional<LayerNames> names,
      Optional<MeanRange> range,
      OptionalDouble logVariance,
      Optional<ImageShape> shape) {
    return new ImportOptions(names, Optional.empty(), range, logVariance, Optional.empty(), shape);
  }

  @ParameterizedTest
  @MethodSource("contradictions")
  void optionsThatContradictTheTensors(ImportOptions options, String message) throws IOException {
    Path file = example().write(folder.resolve("vae.safetensors"));
    assertThatThrownBy(() -> PyTorchImport.read(file, options))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void aNumberMustBeFinite() {
    assertThatThrownBy(
            () ->
                options(
                    Optional.empty(),
                    Optional.empty(),
                    OptionalDouble.of(Double.NaN),
                    Optional.empty()))
        .hasMessage("log σ² must be a finite number, not NaN");
  }
}
