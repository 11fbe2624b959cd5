package dev.elbo.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.data.Binarization;
import dev.elbo.distribution.MixedLikelihood;
import dev.elbo.eval.RowNoise;
import dev.elbo.model.Architecture;
import dev.elbo.model.Vae;
import dev.elbo.preprocessing.EncodedRows;
import dev.elbo.preprocessing.NumberTransform;
import dev.elbo.preprocessing.Preprocessing;
import dev.elbo.schema.Binary;
import dev.elbo.schema.Column;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Graphs with the preprocessing of every kind of column, in ONNX Runtime against the library. */
@DisabledOnOs(
    value = OS.MAC,
    architectures = "x86_64",
    disabledReason = "ONNX Runtime has no native library for Intel Macs")
class OnnxTableTest {
  private static final int DRAWS = 15;
  private final Preprocessing preprocessing =
      new Preprocessing(OnnxTable.SCHEMA, OnnxTable.TRANSFORMS);
  private final OnnxModel model = model();
  private final Vae vae = model.vae();
  private final float[] noise = RowNoise.of(DRAWS, vae.latentSize());
  private final List<OnnxFile> files = OnnxExport.files(model, noise);

  private OnnxModel model() {
    Architecture architecture =
        Architecture.of(new MixedLikelihood(OnnxTable.FAMILIES), List.of(8), 2);
    OnnxModel plain = OnnxCases.model(architecture, Binarization.NONE);
    return new OnnxModel(
        plain.vae(), plain.parameters(), plain.data().with(preprocessing), 40, "0.1.0");
  }

  private float[][] encoded(Map<String, Object> cells) {
    EncodedRows rows = preprocessing.encode(OnnxTable.block(cells));
    float[][] x = new float[OnnxTable.ROWS][];
    for (int i = 0; i < OnnxTable.ROWS; i++) {
      x[i] = Arrays.copyOfRange(rows.values(), i * rows.columns(), (i + 1) * rows.columns());
    }
    return x;
  }

  /** In the units of the cells. */
  private ElboScores expected(Map<String, Object> cells) {
    ElboScores scores = ElboScores.of(vae, model.parameters(), encoded(cells), noise);
    List<Column> columns = OnnxTable.SCHEMA.modelled();
    for (int d = 0; d < columns.size(); d++) {
      if (OnnxTable.TRANSFORMS.get(d) instanceof NumberTransform number) {
        double[] own = OnnxTable.numbers(cells, columns.get(d).name());
        for (int i = 0; i < OnnxTable.ROWS; i++) {
          double slope = Double.isNaN(own[i]) ? 0 : number.logJacobian(own[i]);
          scores.contributions()[i][d] += slope;
          scores.logLikelihood()[i] += slope;
        }
      }
    }
    boolean[] unknown = preprocessing.unknown(OnnxTable.block(cells));
    for (int i = 0; i < unknown.length; i++) {
      if (unknown[i]) {
        double third = Binary.logThirdValue(model.trainingRows());
        scores.contributions()[i / columns.size()][i % columns.size()] += third;
        scores.logLikelihood()[i / columns.size()] += third;
      }
    }
    return scores;
  }

  @Test
  void scoresAreInTheUnitsOfTheCells() {
    Map<String, Object> cells = OnnxTable.cells();
    ElboScores expected = expected(cells);
    assertThat(expected.contributions()[0]).containsOnly(0);
    assertThat(expected.logLikelihood()).doesNotContain(Double.NaN, Double.NEGATIVE_INFINITY);
    try (OrtModel scorer = OrtModel.of(files.get(2))) {
      OnnxExportTest.requireScores(scorer.run(OnnxTable.inputs(cells)), expected);
    }
  }

  @Test
  void codesAreTheLibrarys() {
    Map<String, Object> cells = OnnxTable.cells();
    try (OrtModel encoder = OrtModel.of(files.get(0))) {
      OnnxExportTest.requireCodes(encoder.run(OnnxTable.inputs(cells)), expected(cells));
    }
  }

  /** An age of 1 is not missing, though "1d" is. */
  @Test
  void tokensOfMissingCellsAreMissing() {
    Map<String, Object> cells = OnnxTable.cells();
    Arrays.fill(OnnxTable.numbers(cells, "age"), 10, 20, 1);
    Map<String, Object> written = new HashMap<>(cells);
    double[] ages = OnnxTable.numbers(cells, "age").clone();
    @Nullable String[] cities = OnnxTable.texts(cells, "city").clone();
    for (int i = 0; i < OnnxTable.ROWS; i++) {
      ages[i] = Double.isNaN(ages[i]) ? -1 : ages[i];
      cities[i] = cities[i] == null ? (i % 2 == 0 ? "?" : "nan") : cities[i];
    }
    written.put("age", ages);
    written.put("city", cities);
    assertThat(written).isNotEqualTo(cells);
    try (OrtModel scorer = OrtModel.of(files.get(2))) {
      Results scores = scorer.run(OnnxTable.inputs(written));
      OnnxExportTest.requireScores(scores, expected(cells));
    }
  }

  @Test
  void parametersAreInTheUnitsOfTheCells() {
    float[][] z = {{0, 0}, {1, -2}, {-3, 0.5f}, {2, 2}};
    Map<String, double[][]> inModelUnits =
        ElboParameters.of(
            new MixedLikelihood(OnnxTable.FAMILIES),
            ElboParameters.outputs(vae, model.parameters(), z));
    try (OrtModel decoder = OrtModel.of(files.get(1))) {
      Results actual = decoder.run(Map.of("z", z));
      assertThat(actual.arrays().keySet()).containsExactlyElementsOf(OUTPUTS.keySet());
      OUTPUTS.forEach(
          (name, output) -> {
            double[][] own = Objects.requireNonNull(inModelUnits.get(output.name));
            double[][] values = actual.doubles(name);
            for (int i = 0; i < own.length; i++) {
              for (int k = 0; k < own[i].length; k++) {
                Close.require(values[i][k], output.unit.applyAsDouble(own[i][k]), name);
              }
            }
          });
    }
  }

  /**
   * An output of the decoder.
   *
   * @param name without preprocessing
   * @param unit from the model's units to those of the cells
   */
  private record Output(String name, DoubleUnaryOperator unit) {}

  private static final Map<String, Output> OUTPUTS = outputs();

  private static Map<String, Output> outputs() {
    Map<String, Output> outputs = new LinkedHashMap<>();
    DoubleUnaryOperator same = v -> v;
    outputs.put("age.mean", new Output("x[0].mean", v -> 40 + 15 * v));
    outputs.put("age.deviation", new Output("x[0].deviation", v -> 15 * v));
    outputs.put(
        "income.median", new Output("x[1].mean", v -> OnnxTable.INCOMES.invert(9 + 1.5 * v)));
    outputs.put("income.log_deviation", new Output("x[1].deviation", v -> 1.5 * v));
    outputs.put("city.probabilities", new Output("x[2].probabilities", same));
    outputs.put("visits.rate", new Output("x[3].rate", same));
    outputs.put("since.mean", new Output("x[4].mean", v -> 15_000 + 4000 * v));
    outputs.put("since.deviation", new Output("x[4].deviation", v -> 4000 * v));
    outputs.put("member.probability", new Output("x[5].probability", same));
    outputs.put(
        "delay.median", new Output("x[6].location", v -> OnnxTable.DELAYS.invert(2 + 1.2 * v)));
    outputs.put("delay.log_scale", new Output("x[6].scale", v -> 1.2 * v));
    outputs.put("delay.degrees_of_freedom", new Output("x[6].degrees_of_freedom", same));
    outputs.put("clicks.rate", new Output("x[7].rate", same));
    outputs.put("clicks.dispersion", new Output("x[7].dispersion", same));
    outputs.put("items.mean", new Output("x[8].mean", same));
    outputs.put("items.deviation", new Output("x[8].deviation", same));
    outputs.put("height.location", new Output("x[9].location", v -> 1.7 + 0.1 * v));
    outputs.put("height.scale", new Output("x[9].scale", v -> 0.1 * v));
    outputs.put("height.degrees_of_freedom", new Output("x[9].degrees_of_freedom", same));
    outputs.put("share.mean", new Output("x[10].mean", same));
    outputs.put("share.lambda", new Output("x[10].lambda", same));
    return outputs;
  }

  @Test
  void metadataNameColumnsLevelsAndUnits() {
    try (OrtModel scorer = OrtModel.of(files.get(2))) {
      assertThat(scorer.metadata())
          .containsEntry("elbo.version", "0.1.0")
          .containsEntry("elbo.draws", "15")
          .containsEntry("elbo.column.2", "city")
          .containsEntry("elbo.column.2.input", "city")
          .containsEntry("elbo.column.2.level.1", "Köln")
          .containsEntry("elbo.column.2.level.3", "(other)")
          .containsEntry("elbo.column.5.level.1", "yes")
          .containsEntry(
              "elbo.input.since",
              "date-time, in days since 1970-01-01T00:00Z; NaN where the cell is missing")
          .containsEntry("elbo.input.city", "category: a level; \"\" where the cell is missing")
          .containsEntry(
              "elbo.output.log_likelihood",
              "log p(x) in nats, higher is better, from 15 draws of z");
    }
    try (OrtModel decoder = OrtModel.of(files.get(1))) {
      assertThat(decoder.metadata())
          .containsEntry(
              "elbo.output.since.mean", "mean of p(since given z), in days since 1970-01-01T00:00Z")
          .containsEntry("elbo.output.since.deviation", "deviation of p(since given z), in days")
          .containsEntry(
              "elbo.output.income.log_deviation",
              "deviation of log(income + 1.0) under p(income given z)")
          .containsEntry(
              "elbo.output.member.probability", "probability of \"yes\" under p(member given z)");
    }
  }
}
