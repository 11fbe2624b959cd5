package dev.elbo.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.AutoEncoder;
import dev.elbo.Codes;
import dev.elbo.data.Binarization;
import dev.elbo.data.DataDescription;
import dev.elbo.data.Dataset;
import dev.elbo.data.ImageShape;
import dev.elbo.distribution.DiagonalGaussian.MeanRange;
import dev.elbo.distribution.Likelihood;
import dev.elbo.linalg.Matrix;
import dev.elbo.model.Decoder;
import dev.elbo.nn.Activation;
import dev.elbo.nn.Weights;
import dev.elbo.persist.ModelFile;
import dev.elbo.persist.StoredModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What PyTorch has trained gives the numbers of the same arithmetic in double precision. */
class PyTorchImportTest {
  private static final int ROWS = 5;

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("vae.safetensors");
  }

  private static StateDict example(String type, int columns, int hidden, int latents) {
    return new StateDict(1)
        .as(type)
        .linear("fc1", columns, hidden)
        .linear("fc21", hidden, latents)
        .linear("fc22", hidden, latents)
        .linear("fc3", latents, hidden)
        .linear("fc4", hidden, columns);
  }

  private static double[] uniform(Random random, int length) {
    return random.doubles(length).map(value -> (float) value).toArray();
  }

  private static float[] floats(double[] numbers) {
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }

  private static double[] doubles(float[] numbers) {
    double[] doubles = new double[numbers.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = numbers[i];
    }
    return doubles;
  }

  private static void assertClose(float[] actual, double[] expected) {
    assertThat(actual).hasSize(expected.length);
    for (int i = 0; i < actual.length; i++) {
      assertThat((double) actual[i])
          .isCloseTo(expected[i], within(1e-5 * Math.max(1, Math.abs(expected[i]))));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"F32", "F64", "F16", "BF16"})
  void theExample(String type) throws IOException {
    StateDict vae = example(type, 784, 400, 20);
    StoredModel stored = PyTorchImport.read(vae.write(file()), ImportOptions.DEFAULT);
    assertThat(stored.vae().architecture().widths()).isEqualTo("784–400–20–400–784");
    AutoEncoder model = AutoEncoder.of(stored);
    Random random = new Random(2);
    for (int i = 0; i < ROWS; i++) {
      double[] x = uniform(random, 784);
      Codes codes = model.encode(new float[][] {floats(x)});
      double[] h = StateDict.relu(vae.apply("fc1", x));
      assertClose(codes.means()[0], vae.apply("fc21", h));
      assertClose(codes.deviations()[0], StateDict.deviations(vae.apply("fc22", h)));
      double[] z = doubles(codes.means()[0]);
      assertClose(
          model.decode(codes.means())[0],
          StateDict.sigmoid(vae.apply("fc4", StateDict.relu(vae.apply("fc3", z)))));
    }
  }

  /** It is a model like any other: written, read, and with what it came from on record. */
  @Test
  void theImportedModelIsKept() throws IOException {
    Path file = example("F32", 12, 5, 2).write(file());
    Path model = folder.resolve("model.safetensors");
    ModelFile.write(model, PyTorchImport.read(file, ImportOptions.DEFAULT));
    StoredModel read = ModelFile.read(model);
    assertThat(read.data())
        .isEqualTo(
            new DataDescription(
                "the data of vae.safetensors", 12, 1, Binarization.NONE, Optional.empty()));
    assertThat(read.training().trainingRows()).isZero();
    assertThat(read.training().settings())
        .containsEntry("imported from", "vae.safetensors")
        .containsEntry("layers", "12–5–2–5–12");
    assertThat(read.training().settings().get("its sha256")).matches("[0-9a-f]{64}");
    float[][] rows = {floats(uniform(new Random(3), 12))};
    assertThat(AutoEncoder.load(model).logLikelihood(dataset(rows), 100)[0]).isNegative();
  }

  private static Dataset dataset(float[][] rows) {
    return Dataset.ofFloats("rows", rows);
  }

  @Test
  void whatTensorsCannotTellIsGiven() throws IOException {
    Path file = example("F32", 12, 5, 2).write(file());
    StoredModel stored =
        PyTorchImport.read(
            file,
            new ImportOptions(
                Optional.empty(),
                Optional.of(Activation.SOFTPLUS),
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.of(Binarization.DYNAMIC),
                Optional.of(new ImageShape(3, 4))));
    assertThat(stored.vae().architecture().activation()).isEqualTo(Activation.SOFTPLUS);
    assertThat(stored.data().binarization()).isEqualTo(Binarization.DYNAMIC);
    assertThat(stored.data().imageShape()).contains(new ImageShape(3, 4));
  }

  private static final List<String> TWO_LAYERS =
      List.of(
          "# from the data inwards",
          "encoder.hidden.0 = enc.0",
          "encoder.hidden.1 = enc.2",
          "",
          "encoder.mean = mu",
          "encoder.log_variance = logvar",
          "decoder.hidden.0 = dec.0",
          "decoder.hidden.1 = dec.2",
          "decoder.mean = out");

  private static StateDict twoLayers() {
    return new StateDict(4)
        .linear("enc.0", 9, 8)
        .linear("enc.2", 8, 6)
        .linear("mu", 6, 3)
        .linear("logvar", 6, 3)
        .linear("dec.0", 3, 6)
        .linear("dec.2", 6, 8)
        .linear("out", 8, 9);
  }

  private static ImportOptions gaussian(
      String logVariance, Optional<MeanRange> range, OptionalDouble number) {
    List<String> lines = new ArrayList<>(TWO_LAYERS);
    lines.add(logVariance);
    return new ImportOptions(
        Optional.of(LayerNames.parse(lines)),
        Optional.of(Activation.TANH),
        range,
        number,
        Optional.empty(),
        Optional.empty());
  }

  private static double[] decoderHidden(StateDict vae, double[] z) {
    return StateDict.tanh(vae.apply("dec.2", StateDict.tanh(vae.apply("dec.0", z))));
  }

  /** log N(x; mean, σ²). */
  private static double logDensity(double[] x, double[] mean, double[] logVariance) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double square = (x[i] - mean[i]) * (x[i] - mean[i]) / Math.exp(logVariance[i]);
      sum -= 0.5 * (Math.log(2 * Math.PI) + logVariance[i] + square);
    }
    return sum;
  }

  private static double logDensity(StoredModel model, double[] x, double[] z) {
    Decoder decoder = model.vae().decoder();
    Decoder.Trace trace = decoder.trace(1);
    decoder.forward(Weights.of(model.parameters()), Matrix.view(1, z.length, floats(z), 0), trace);
    Likelihood likelihood = decoder.likelihood();
    double[] logProb = new double[1];
    likelihood.logProb(
        trace.outputs(), Matrix.view(1, x.length, floats(x), 0), 1, likelihood.scratch(1), logProb);
    return logProb[0];
  }

  private void assertDensity(StateDict vae, ImportOptions options, double[]... logVariances)
      throws IOException {
    StoredModel stored = PyTorchImport.read(vae.write(file()), options);
    AutoEncoder model = AutoEncoder.of(stored);
    Random random = new Random(5);
    for (int i = 0; i < ROWS; i++) {
      double[] x = uniform(random, 9);
      double[] z = uniform(random, 3);
      double[] h = StateDict.tanh(vae.apply("enc.2", StateDict.tanh(vae.apply("enc.0", x))));
      Codes codes = model.encode(new float[][] {floats(x)});
      assertClose(codes.means()[0], vae.apply("mu", h));
      assertClose(codes.deviations()[0], StateDict.deviations(vae.apply("logvar", h)));
      double[] output = vae.apply("out", decoderHidden(vae, z));
      double[] mean =
          options.meanRange().equals(Optional.of(MeanRange.UNIT_INTERVAL))
              ? StateDict.sigmoid(output)
              : output;
      assertClose(model.decode(new float[][] {floats(z)})[0], mean);
      double[] logVariance =
          logVariances.length == 0
              ? vae.apply("out_logvar", decoderHidden(vae, z))
              : logVariances[0];
      double expected = logDensity(x, mean, logVariance);
      assertThat(logDensity(stored, x, z))
          .isCloseTo(expected, within(1e-5 * Math.max(1, Math.abs(expected))));
    }
  }

  @Test
  void aGaussianDecoderOfTwoLayersOnNamesOfItsOwn() throws IOException {
    assertDensity(
        twoLayers().linear("out_logvar", 8, 9),
        gaussian("decoder.log_variance=out_logvar", Optional.empty(), OptionalDouble.empty()));
  }

  @Test
  void aVarianceThatAllRowsShare() throws IOException {
    StateDict vae = twoLayers().random("log_var", 1, 9);
    assertDensity(
        vae,
        gaussian(
            "decoder.log_variance.bias = log_var",
            Optional.of(MeanRange.UNIT_INTERVAL),
            OptionalDouble.empty()),
        vae.values("log_var"));
  }

  /** Σ(x − μ)² as training's measure is σ² = ½, but for a constant. */
  @Test
  void aVarianceThatWasNotLearnt() throws IOException {
    double[] half = new double[9];
    Arrays.fill(half, Math.log(0.5));
    assertDensity(
        twoLayers(), gaussian("", Optional.empty(), OptionalDouble.of(Math.log(0.5))), half);
  }
}
