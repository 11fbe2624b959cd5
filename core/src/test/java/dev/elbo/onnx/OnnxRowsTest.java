package dev.elbo.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.data.Binarization;
import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.BernoulliColumn;
import dev.elbo.distribution.CategoricalColumn;
import dev.elbo.distribution.ContinuousBernoulliColumn;
import dev.elbo.distribution.DiagonalGaussian;
import dev.elbo.distribution.Likelihood;
import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.distribution.MixedLikelihood;
import dev.elbo.distribution.PoissonColumn;
import dev.elbo.distribution.StudentTColumn;
import dev.elbo.eval.RowNoise;
import dev.elbo.model.Architecture;
import dev.elbo.nn.Activation;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows that are binarised first, and rows that the library refuses. */
@DisabledOnOs(
    value = OS.MAC,
    architectures = "x86_64",
    disabledReason = "ONNX Runtime has no native library for Intel Macs")
class OnnxRowsTest {
  private static final float[] NOISE = RowNoise.of(4, 2);

  private static final MixedLikelihood MIXED =
      new MixedLikelihood(
          List.of(
              new CategoricalColumn(3),
              new BernoulliColumn(),
              new PoissonColumn(),
              new ContinuousBernoulliColumn(),
              new StudentTColumn(LogVarianceBounds.DECODER)));

  private static OnnxModel model(Likelihood likelihood, Binarization binarization) {
    return OnnxCases.model(
        new Architecture(
            likelihood,
            List.of(4),
            2,
            Activation.RELU,
            Architecture.Weights.SEPARATE,
            LogVarianceBounds.ENCODER),
        binarization);
  }

  private static Results scores(OnnxModel model, float[][] x) {
    try (OrtModel scorer = OrtModel.of(OnnxExport.files(model, NOISE).get(2))) {
      return scorer.run(Map.of("x", x));
    }
  }

  @Test
  void greyValuesAreComparedWithAHalfWhereTheModelWasTrainedSo() {
    float[][] grey = {{0.49f, 0.5f, 1}, {0, 0.2f, 0.7f}};
    float[][] binary = {{0, 1, 1}, {0, 0, 1}};
    OnnxModel model = model(new Bernoulli(3), Binarization.THRESHOLD);
    OnnxExportTest.requireScores(
        scores(model, grey), ElboScores.of(model.vae(), model.parameters(), binary, NOISE));
  }

  /** Of random binarisation the mean is scored, as the library does. */
  @Test
  void greyValuesStayWhereTheModelWasTrainedOnRandomBits() {
    float[][] grey = {{0.49f, 0.5f, 1}, {0, 0.2f, 0.7f}};
    OnnxModel model = model(new Bernoulli(3), Binarization.DYNAMIC);
    OnnxExportTest.requireScores(
        scores(model, grey), ElboScores.of(model.vae(), model.parameters(), grey, NOISE));
  }

  static Stream<Arguments> refused() {
    float nan = Float.NaN;
    float infinity = Float.POSITIVE_INFINITY;
    Bernoulli bernoulli = new Bernoulli(3);
    DiagonalGaussian gaussian = DiagonalGaussian.of(3);
    return Stream.of(
        Arguments.of(bernoulli, Binarization.NONE, new float[] {0, 1.01f, 0}),
        Arguments.of(bernoulli, Binarization.NONE, new float[] {0, -0.01f, 0}),
        Arguments.of(bernoulli, Binarization.NONE, new float[] {0, nan, 0}),
        Arguments.of(bernoulli, Binarization.THRESHOLD, new float[] {0, 2, 0}),
        Arguments.of(bernoulli, Binarization.THRESHOLD, new float[] {0, nan, 0}),
        Arguments.of(gaussian, Binarization.NONE, new float[] {0, 1, nan}),
        Arguments.of(gaussian, Binarization.NONE, new float[] {-infinity, 1, 0}),
        Arguments.of(gaussian, Binarization.THRESHOLD, new float[] {0, 1.5f, 0}),
        Arguments.of(MIXED, Binarization.NONE, new float[] {3, 0, 0, 0, 0}),
        Arguments.of(MIXED, Binarization.NONE, new float[] {-1, 0, 0, 0, 0}),
        Arguments.of(MIXED, Binarization.NONE, new float[] {0.5f, 0, 0, 0, 0}),
        Arguments.of(MIXED, Binarization.NONE, new float[] {0, 0.5f, 0, 0, 0}),
        Arguments.of(MIXED, Binarization.NONE, new float[] {0, 0, -1, 0, 0}),
        Arguments.of(MIXED, Binarization.NONE, new float[] {0, 0, 2.5f, 0, 0}),
        Arguments.of(MIXED, Binarization.NONE, new float[] {0, 0, 0x1p25f, 0, 0}),
        Arguments.of(MIXED, Binarization.NONE, new float[] {0, 0, 0, 1.5f, 0}),
        Arguments.of(MIXED, Binarization.NONE, new float[] {0, 0, 0, 0, infinity}));
  }

  /** And the row beside it is as it would be alone. */
  @ParameterizedTest
  @MethodSource("refused")
  void aRowThatTheLibraryRefusesIsNaN(
      Likelihood likelihood, Binarization binarization, float[] row) {
    OnnxModel model = model(likelihood, binarization);
    float[][] x = {row, new float[likelihood.dataSize()]};
    Results scores = scores(model, x);
    assertThat(scores.numbers("log_likelihood")[0]).isNaN();
    assertThat(scores.doubles("contributions")[0]).containsOnly(Double.NaN);
    ElboScores expected =
        ElboScores.of(model.vae(), model.parameters(), new float[][] {x[1]}, NOISE);
    Close.require(scores.numbers("log_likelihood")[1], expected.logLikelihood()[0], "second row");
    try (OrtModel encoder = OrtModel.of(OnnxExport.files(model, NOISE).get(0))) {
      Results codes = encoder.run(Map.of("x", x));
      assertThat(codes.floats("mean")[0]).containsOnly(Float.NaN);
      assertThat(codes.floats("log_variance")[0]).containsOnly(Float.NaN);
      assertThat(codes.floats("mean")[1]).doesNotContain(Float.NaN);
    }
  }
}
