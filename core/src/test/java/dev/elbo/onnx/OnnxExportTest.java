package dev.elbo.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.data.Binarization;
import dev.elbo.eval.RowNoise;
import dev.elbo.model.Architecture;
import dev.elbo.model.Vae;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The graphs in ONNX Runtime against the library, on random and far rows of every kind. */
@DisabledOnOs(
    value = OS.MAC,
    architectures = "x86_64",
    disabledReason = "ONNX Runtime has no native library for Intel Macs")
class OnnxExportTest {
  private static final int DRAWS = 20;

  static List<Architecture> architectures() {
    return OnnxCases.architectures();
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void graphsGiveTheLibrarysNumbers(Architecture architecture) {
    OnnxModel model = OnnxCases.model(architecture, Binarization.NONE);
    Vae vae = model.vae();
    float[] noise = RowNoise.of(DRAWS, vae.latentSize());
    float[][] x = OnnxCases.rows(architecture.likelihood());
    ElboScores expected = ElboScores.of(vae, model.parameters(), x, noise);
    List<OnnxFile> files = OnnxExport.files(model, noise);
    assertThat(files.stream().map(OnnxFile::name))
        .containsExactly("encoder.onnx", "decoder.onnx", "scorer.onnx");
    try (OrtModel encoder = OrtModel.of(files.get(0));
        OrtModel decoder = OrtModel.of(files.get(1));
        OrtModel scorer = OrtModel.of(files.get(2))) {
      requireCodes(encoder.run(Map.of("x", x)), expected);
      requireScores(scorer.run(Map.of("x", x)), expected);
      requireParameters(decoder, model);
      // Another number of rows.
      assertThat(encoder.run(Map.of("x", new float[][] {x[5]})).floats("mean"))
          .hasDimensions(1, vae.latentSize());
    }
  }

  static void requireCodes(Results codes, ElboScores expected) {
    assertThat(codes.arrays()).containsOnlyKeys("mean", "log_variance");
    float[][] mean = codes.floats("mean");
    float[][] logVariance = codes.floats("log_variance");
    for (int i = 0; i < expected.mean().length; i++) {
      for (int j = 0; j < expected.mean()[i].length; j++) {
        Close.require(mean[i][j], expected.mean()[i][j], "mean %d of row %d", j, i);
        Close.require(
            logVariance[i][j], expected.logVariance()[i][j], "log variance %d of row %d", j, i);
      }
    }
  }

  static void requireScores(Results scores, ElboScores expected) {
    assertThat(scores.arrays()).containsOnlyKeys("log_likelihood", "contributions");
    double[] logLikelihood = scores.numbers("log_likelihood");
    double[][] contributions = scores.doubles("contributions");
    for (int i = 0; i < logLikelihood.length; i++) {
      Close.require(logLikelihood[i], expected.logLikelihood()[i], "row %d", i);
      for (int d = 0; d < contributions[i].length; d++) {
        Close.require(
            contributions[i][d], expected.contributions()[i][d], "column %d of row %d", d, i);
      }
    }
  }

  private static void requireParameters(OrtModel decoder, OnnxModel model) {
    Random random = new Random(13);
    float[][] z = new float[20][model.vae().latentSize()];
    for (float[] row : z) {
      for (int j = 0; j < row.length; j++) {
        row[j] = 3 * (float) random.nextGaussian();
      }
    }
    Map<String, double[][]> expected =
        ElboParameters.of(
            model.vae().architecture().likelihood(),
            ElboParameters.outputs(model.vae(), model.parameters(), z));
    Results actual = decoder.run(Map.of("z", z));
    assertThat(actual.arrays()).containsOnlyKeys(expected.keySet());
    expected.forEach(
        (name, rows) -> {
          float[][] values = actual.floats(name);
          for (int i = 0; i < rows.length; i++) {
            assertThat(values[i]).as(name).hasSameSizeAs(rows[i]);
            for (int j = 0; j < rows[i].length; j++) {
              if (name.endsWith("mean")
                  || name.endsWith("location")
                  || name.equals("probability")) {
                Close.require(values[i][j], rows[i][j], "%s %d of row %d", name, j, i);
              } else {
                Close.requireRelative(values[i][j], rows[i][j], "%s %d of row %d", name, j, i);
              }
            }
          }
        });
  }
}
