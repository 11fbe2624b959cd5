package dev.elbo.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.data.Binarization;
import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.BernoulliColumn;
import dev.elbo.distribution.CategoricalColumn;
import dev.elbo.distribution.ColumnFamily;
import dev.elbo.distribution.DiagonalGaussian.Variance;
import dev.elbo.distribution.GaussianColumn;
import dev.elbo.distribution.Likelihood;
import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.distribution.MixedLikelihood;
import dev.elbo.eval.RowNoise;
import dev.elbo.model.Architecture;
import dev.elbo.preprocessing.ColumnTransform;
import dev.elbo.preprocessing.Curve;
import dev.elbo.preprocessing.LevelTransform;
import dev.elbo.preprocessing.NumberTransform;
import dev.elbo.preprocessing.Preprocessing;
import dev.elbo.schema.Binary;
import dev.elbo.schema.Category;
import dev.elbo.schema.Column;
import dev.elbo.schema.ColumnType;
import dev.elbo.schema.Numeric;
import dev.elbo.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Columns with any name, and what cannot be exported. */
@DisabledOnOs(
    value = OS.MAC,
    architectures = "x86_64",
    disabledReason = "ONNX Runtime has no native library for Intel Macs")
class OnnxNamesTest {
  private static final GaussianColumn GAUSSIAN =
      new GaussianColumn(Variance.PER_ROW, LogVarianceBounds.DECODER);

  private static final NumberTransform NUMBER =
      new NumberTransform(new Curve.Linear(), 0, 1, 0, 0, 1);

  private static final Numeric NUMERIC = new Numeric(0, 1, 0);

  private static OnnxModel model(Likelihood likelihood, Preprocessing preprocessing) {
    OnnxModel plain =
        OnnxCases.model(Architecture.of(likelihood, List.of(3), 2), Binarization.NONE);
    return new OnnxModel(
        plain.vae(), plain.parameters(), plain.data().with(preprocessing), 40, "0.1.0");
  }

  private static OnnxModel numbers(List<String> names) {
    List<Column> columns = names.stream().map(name -> Column.of(name, NUMERIC)).toList();
    return model(
        new MixedLikelihood(Collections.nCopies(names.size(), GAUSSIAN)),
        new Preprocessing(new Schema(columns), Collections.nCopies(names.size(), NUMBER)));
  }

  private static OnnxModel one(
      String name, ColumnType type, ColumnTransform transform, ColumnFamily family) {
    return model(
        new MixedLikelihood(List.of(family)),
        new Preprocessing(new Schema(List.of(Column.of(name, type))), List.of(transform)));
  }

  private static final List<String> ODD =
      List.of(
          "mean",
          "mean.input",
          "log_likelihood",
          "contributions",
          "log_variance",
          "z",
          "x",
          "noise",
          "a b",
          "prix (€)",
          "名前",
          "a.b",
          "a",
          "\"q\"\n",
          "Gemm_0",
          "Concat_0",
          "constant_0",
          "encoder.hidden.0.weight",
          "decoder.location.bias");

  /** Each input gives its own column, whatever else has its name in a graph. */
  @Test
  void columnsMayHaveAnyName() {
    OnnxModel model = numbers(ODD);
    List<OnnxFile> files = OnnxExport.files(model, RowNoise.of(5, 2));
    Set<String> inputs = new LinkedHashSet<>(ODD);
    inputs.removeAll(List.of("mean", "log_likelihood", "contributions", "log_variance"));
    inputs.addAll(
        List.of(
            "mean.input_", "log_likelihood.input", "contributions.input", "log_variance.input"));
    try (OrtModel encoder = OrtModel.of(files.get(0));
        OrtModel decoder = OrtModel.of(files.get(1));
        OrtModel scorer = OrtModel.of(files.get(2))) {
      assertThat(encoder.session().getInputNames()).containsExactlyInAnyOrderElementsOf(inputs);
      assertThat(scorer.session().getInputNames()).containsExactlyInAnyOrderElementsOf(inputs);
      assertThat(encoder.session().getOutputNames()).containsExactly("mean", "log_variance");
      assertThat(decoder.session().getOutputNames())
          .hasSize(2 * ODD.size())
          .contains("mean.mean", "a.b.deviation", "prix (€).mean", "名前.mean");
      assertThat(scorer.metadata())
          .containsEntry("elbo.column.0", "mean")
          .containsEntry("elbo.column.0.input", "mean.input_");
      requireOrder(ODD, scorer, model);
    }
  }

  private static void requireOrder(List<String> names, OrtModel scorer, OnnxModel model) {
    float[][] x = new float[1][names.size()];
    Map<String, Object> cells = new HashMap<>();
    for (int d = 0; d < names.size(); d++) {
      x[0][d] = 0.1f * d;
      cells.put(
          Objects.requireNonNull(scorer.metadata().get("elbo.column.%d.input".formatted(d))),
          new double[][] {{x[0][d]}});
    }
    OnnxExportTest.requireScores(
        scorer.run(cells), ElboScores.of(model.vae(), model.parameters(), x, RowNoise.of(5, 2)));
  }

  /** ONNX Runtime's Java binding spoils such names on their way; in the file they are right. */
  @Test
  void namesBeyondTheBasicPlaneAreUtf8() {
    byte[] encoder =
        OrtModel.bytes(OnnxExport.files(numbers(List.of("😀")), RowNoise.of(1, 2)).get(0));
    assertThat(new String(encoder, StandardCharsets.UTF_8)).contains("elbo.input.😀");
  }

  @Test
  void halfASurrogatePairIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OnnxExport.files(numbers(List.of("a\uD83D")), RowNoise.of(1, 2)))
        .withMessage(
            "\"a\uD83D\" has half a surrogate pair, which no file can hold; rename the column or"
                + " the level");
  }

  @Test
  void aLevelWithoutTextIsRefused() {
    Binary binary = new Binary("", "yes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> one("paid", binary, LevelTransform.of(binary), new BernoulliColumn()))
        .withMessage(
            "column paid has \"\" as a level, which an ONNX graph takes for a missing cell; write"
                + " that level in another way, and train again");
  }

  @Test
  void columnsOfAnotherModelAreRefused() {
    Category category = new Category(List.of("a", "b"), 0);
    LevelTransform levels = LevelTransform.of(category);
    assertThatThrownBy(() -> one("city", category, levels, new CategoricalColumn(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "column city of the table is category: 2 levels, that of the model holds a whole number"
                + " from 0 to 1 (categorical): they cannot be exported together; the preprocessing"
                + " is another model's");
    assertThatThrownBy(() -> one("city", category, levels, GAUSSIAN))
        .hasMessageContaining("that of the model holds a finite number (gaussian)");
    assertThatThrownBy(() -> one("age", NUMERIC, NUMBER, new BernoulliColumn()))
        .hasMessageContaining(
            "column age of the table is numeric: 0 … 1, that of the model holds a whole number");
    Preprocessing twoColumns =
        new Preprocessing(
            new Schema(List.of(Column.of("a", NUMERIC), Column.of("b", NUMERIC))),
            List.of(NUMBER, NUMBER));
    assertThatThrownBy(() -> model(new MixedLikelihood(List.of(GAUSSIAN)), twoColumns))
        .hasMessage(
            "the preprocessing has 2 columns, the model 1: they cannot be exported together");
    assertThatThrownBy(() -> model(new Bernoulli(2), twoColumns))
        .hasMessage(
            "columns of a table have families of their own, but the model has one for all:"
                + " Bernoulli[dataSize=2]; train on the table without naming a decoder");
  }

  @Test
  void noiseIsOfWholeDraws() {
    OnnxModel model = numbers(List.of("a"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OnnxExport.files(model, new float[3]))
        .withMessage("3 noise values are not one or more draws of 2 latents");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OnnxExport.files(model, new float[0]))
        .withMessage("0 noise values are not one or more draws of 2 latents");
  }

  @Test
  void aFileOfMoreThanTwoGibibytesIsRefused() {
    OnnxExport.requireSize(Integer.MAX_VALUE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OnnxExport.requireSize(1L << 31))
        .withMessage(
            "an ONNX file of this model takes 2,147,483,648 bytes, and such a file holds 2,147,483,647"
                + " at most; export fewer draws, or train a model with narrower layers");
  }
}
