package dev.elbo.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.AutoEncoder;
import dev.elbo.data.Binarization;
import dev.elbo.data.DataDescription;
import dev.elbo.data.ImageShape;
import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.BernoulliColumn;
import dev.elbo.distribution.DiagonalGaussian;
import dev.elbo.distribution.DiagonalGaussian.MeanRange;
import dev.elbo.distribution.DiagonalGaussian.Variance;
import dev.elbo.distribution.Likelihood;
import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.distribution.MixedLikelihood;
import dev.elbo.model.Architecture;
import dev.elbo.model.Architecture.Weights;
import dev.elbo.model.Vae;
import dev.elbo.nn.Activation;
import dev.elbo.nn.Parameters;
import dev.elbo.persist.ModelFile;
import dev.elbo.persist.StoredModel;
import dev.elbo.persist.TensorFile;
import dev.elbo.persist.TrainingRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models go to PyTorch's layout and come back as they were. */
class PyTorchExportTest {
  @TempDir private Path folder;

  static List<Architecture> architectures() {
    Likelihood gaussian = DiagonalGaussian.of(6);
    Likelihood shared =
        new DiagonalGaussian(
            6, Variance.SHARED, MeanRange.UNIT_INTERVAL, new LogVarianceBounds(-3, 2));
    return List.of(
        Architecture.of(new Bernoulli(6), List.of(5), 2),
        Architecture.of(new Bernoulli(6), List.of(5, 4), 2),
        Architecture.of(gaussian, List.of(5), 2),
        new Architecture(
            shared,
            List.of(5, 4, 3),
            2,
            Activation.SOFTPLUS,
            Weights.SEPARATE,
            LogVarianceBounds.NONE));
  }

  static List<Architecture> tied() {
    return List.of(tied(new Bernoulli(6), List.of(5)), tied(DiagonalGaussian.of(6), List.of(5, 4)));
  }

  private static Architecture tied(Likelihood likelihood, List<Integer> hidden) {
    return new Architecture(
        likelihood, hidden, 2, Activation.TANH, Weights.TIED, LogVarianceBounds.ENCODER);
  }

  private static StoredModel random(Architecture architecture) {
    Vae vae = Vae.of(architecture);
    Parameters parameters = Parameters.zeros(vae.layout());
    Random random = new Random(1);
    for (int i = 0; i < parameters.size(); i++) {
      parameters.values()[i] = (float) random.nextGaussian();
    }
    DataDescription data =
        new DataDescription(
            "digits/train", 6, 16, Binarization.DYNAMIC, Optional.of(new ImageShape(2, 3)));
    TrainingRecord training =
        new TrainingRecord("0.1.0", 10, 2, 3, OptionalDouble.empty(), Map.of());
    return new StoredModel(vae, parameters, data, training);
  }

  private StoredModel thereAndBack(StoredModel model) throws IOException {
    Path file = folder.resolve("vae.safetensors");
    PyTorchExport.write(file, model, PyTorchExport.usualNames(model.vae().architecture()));
    return PyTorchImport.read(file, ImportOptions.DEFAULT);
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void comesBackAsItWas(Architecture architecture) throws IOException {
    StoredModel model = random(architecture);
    StoredModel back = thereAndBack(model);
    assertThat(back.vae().architecture()).isEqualTo(architecture);
    assertThat(back.parameters().values()).isEqualTo(model.parameters().values());
    assertThat(back.data()).isEqualTo(model.data());
  }

  /** PyTorch has two matrices where Elbo has one. */
  @ParameterizedTest
  @MethodSource("tied")
  void sharedMatricesAreWrittenTwice(Architecture architecture) throws IOException {
    StoredModel model = random(architecture);
    StoredModel back = thereAndBack(model);
    assertThat(back.vae().architecture().weights()).isEqualTo(Weights.SEPARATE);
    float[][] z = {{0.5f, -2}};
    assertThat(AutoEncoder.of(back).decode(z)).isDeepEqualTo(AutoEncoder.of(model).decode(z));
  }

  /** Names, shapes and the key that PyTorch's users look for. */
  @Test
  void theExamplesNames() throws IOException {
    Path file = folder.resolve("vae.safetensors");
    PyTorchExport.write(
        file, random(Architecture.of(new Bernoulli(6), List.of(5), 2)), LayerNames.PYTORCH_EXAMPLE);
    try (TensorFile in = TensorFile.open(file)) {
      assertThat(in.names())
          .containsExactly(
              "fc1.bias",
              "fc1.weight",
              "fc21.bias",
              "fc21.weight",
              "fc22.bias",
              "fc22.weight",
              "fc3.bias",
              "fc3.weight",
              "fc4.bias",
              "fc4.weight");
      assertThat(in.shape("fc1.weight")).containsExactly(5L, 6L);
      assertThat(in.shape("fc4.bias")).containsExactly(6L);
    }
    byte[] bytes = Files.readAllBytes(file);
    int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
    assertThat(new String(bytes, 8, length, StandardCharsets.UTF_8))
        .startsWith("{\"__metadata__\":{\"format\":\"pt\",")
        .doesNotContain("elbo.sha256");
    assertThatThrownBy(() -> ModelFile.read(file))
        .hasMessage(
            file
                + ": a safetensors file, but not of Elbo: its metadata has no elbo.format_version");
  }

  @Test
  void namesThatDoNotFitTheModel() {
    StoredModel model = random(Architecture.of(new Bernoulli(6), List.of(5, 4), 2));
    Path file = folder.resolve("vae.safetensors");
    assertThatThrownBy(() -> PyTorchExport.write(file, model, LayerNames.PYTORCH_EXAMPLE))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a model 6–5–4–2–4–5–6 has more tensors than those that are named:"
                + " decoder.hidden.1.bias, decoder.hidden.1.weight, encoder.hidden.1.bias,"
                + " encoder.hidden.1.weight");
    StoredModel small = random(Architecture.of(new Bernoulli(6), List.of(5), 2));
    LayerNames more = PyTorchExport.usualNames(model.vae().architecture());
    assertThatThrownBy(() -> PyTorchExport.write(file, small, more))
        .hasMessage(
            "a model 6–5–2–5–6 does not have all that is named: decoder.hidden.1.bias,"
                + " decoder.hidden.1.weight, encoder.hidden.1.bias, encoder.hidden.1.weight");
    assertThat(file).doesNotExist();
  }

  @Test
  void tablesAreRefused() {
    Architecture table =
        Architecture.of(new MixedLikelihood(List.of(new BernoulliColumn())), List.of(5), 2);
    assertThatThrownBy(() -> PyTorchExport.usualNames(table))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the columns of this model have families of their own; the layout of PyTorch is for"
                + " models with a Bernoulli or a Gaussian decoder");
  }

  @Test
  void aDamagedDescriptionIsRefused() throws IOException {
    Path file = folder.resolve("vae.safetensors");
    PyTorchExport.write(
        file, random(Architecture.of(new Bernoulli(6), List.of(5), 2)), LayerNames.PYTORCH_EXAMPLE);
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    Files.writeString(file, text.replace("tanh", "tinh"), StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> PyTorchImport.read(file, ImportOptions.DEFAULT))
        .hasMessage(
            file
                + ": damaged: its description of the model is not valid: unknown activation"
                + " \"tinh\"");
  }
}
