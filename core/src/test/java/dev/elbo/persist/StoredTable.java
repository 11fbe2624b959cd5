package dev.elbo.persist;

import dev.elbo.data.Binarization;
import dev.elbo.data.DataDescription;
import dev.elbo.distribution.BernoulliColumn;
import dev.elbo.distribution.CategoricalColumn;
import dev.elbo.distribution.DiagonalGaussian.Variance;
import dev.elbo.distribution.GaussianColumn;
import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.distribution.MixedLikelihood;
import dev.elbo.distribution.NegativeBinomialColumn;
import dev.elbo.distribution.PoissonColumn;
import dev.elbo.distribution.StudentTColumn;
import dev.elbo.eval.Calibration;
import dev.elbo.model.Architecture;
import dev.elbo.model.Vae;
import dev.elbo.nn.Parameters;
import dev.elbo.preprocessing.ColumnCells;
import dev.elbo.preprocessing.CountTransform;
import dev.elbo.preprocessing.Curve;
import dev.elbo.preprocessing.LevelTransform;
import dev.elbo.preprocessing.NumberTransform;
import dev.elbo.preprocessing.Preprocessing;
import dev.elbo.preprocessing.RowBlock;
import dev.elbo.schema.Binary;
import dev.elbo.schema.Category;
import dev.elbo.schema.Column;
import dev.elbo.schema.Count;
import dev.elbo.schema.DateTime;
import dev.elbo.schema.Kind;
import dev.elbo.schema.LeftOut;
import dev.elbo.schema.Numeric;
import dev.elbo.schema.Schema;
import dev.elbo.schema.TimeUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model of a table with a column of every kind, with gentle numbers: what it answers can be
 * written down. It is what format-1-table.safetensors was written from, so it never changes.
 */
final class StoredTable {
  private static final Binary MEMBER = new Binary("no", "yes");
  private static final Category CITY = new Category(List.of("Bern", "Ö \"q\""), 7);

  private StoredTable() {}

  static StoredModel model() {
    Vae vae =
        Vae.of(
            Architecture.of(
                new MixedLikelihood(
                    List.of(
                        new GaussianColumn(Variance.PER_ROW, new LogVarianceBounds(-9, 4)),
                        new StudentTColumn(LogVarianceBounds.DECODER),
                        new GaussianColumn(Variance.SHARED, LogVarianceBounds.NONE),
                        new NegativeBinomialColumn(),
                        new PoissonColumn(),
                        new BernoulliColumn(),
                        new CategoricalColumn(CITY.size()),
                        new GaussianColumn(Variance.PER_ROW, LogVarianceBounds.DECODER))),
                List.of(5, 4),
                2));
    Parameters parameters = Parameters.zeros(vae.layout());
    for (int i = 0; i < parameters.size(); i++) {
      parameters.values()[i] = (i * 37 % 101 - 50) / 64f;
    }
    DataDescription data =
        new DataDescription("people.csv", 8, 1, Binarization.NONE, Optional.empty())
            .with(preprocessing());
    return new StoredModel(
        vae,
        parameters,
        data,
        StoredModels.record("0123456789abcdef".repeat(4)),
        Optional.of(calibration()));
  }

  private static Calibration calibration() {
    return new Calibration(
        100,
        List.of(-1.5, -10.0, -3.5, -4.0, -2.25, -0.75, -1.0, -1 / 7.0),
        -1 / 3.0,
        List.of(1 / 3.0, 14.25, 31.5, 40.0, 64.5, 1e9));
  }

  private static Preprocessing preprocessing() {
    return new Preprocessing(
        new Schema(
            List.of(
                Column.of("id", new LeftOut(Kind.IDENTIFIER, "all 9 values are different")),
                new Column("age", new Numeric(-1.5, 99.5, 0.1), List.of("?", "-9"), 0.25),
                Column.of("gain", new Numeric(0, 3e6, 0)),
                Column.of("price", new Numeric(0.5, 1e5, 0.01, Kind.POSITIVE)),
                Column.of("visits", new Count(0, 9)),
                Column.of("children", new Count(1, 5)),
                Column.of("member", MEMBER),
                Column.of("city", CITY),
                Column.of("note", new LeftOut(Kind.TEXT, "long")),
                Column.of("since", new DateTime(TimeUnit.DAYS, 0, 20_000)))),
        List.of(
            new NumberTransform(new Curve.Linear(), 40.25, 12.5, 0.1, -1.5, 99.5),
            new NumberTransform(new Curve.Logarithm(1, 0.5), 6.5, 2.25, 0, 0, 3e6),
            new NumberTransform(new Curve.Logarithm(0, 0.5), 4.5, 1 / 3.0, 0.01, 0.5, 1e5),
            new CountTransform(0, 9),
            new CountTransform(1, 5),
            LevelTransform.of(MEMBER),
            LevelTransform.of(CITY),
            new NumberTransform(new Curve.Linear(), 12_000, 4500, 1, 0, 20_000)));
  }

  /** A usual row, one without cells, one of strange levels and numbers, and one below the knees. */
  static RowBlock rows() {
    return new RowBlock(
        0,
        4,
        List.of(
            texts("a", "b", "c", "d"),
            numbers(41.5, Double.NaN, 1e12, -1.5),
            numbers(800, Double.NaN, 1e9, -0.75),
            numbers(99.5, Double.NaN, 1e6, -3),
            numbers(2, Double.NaN, 300, 0),
            numbers(1, Double.NaN, 0, 5),
            texts("yes", null, "perhaps", "no"),
            texts("Bern", null, "Oslo", "Ö \"q\""),
            texts(null, null, null, "text"),
            numbers(15_000, Double.NaN, -1e5, 19_999)));
  }

  private static ColumnCells texts(@Nullable String... cells) {
    return new ColumnCells.Texts(cells);
  }

  private static ColumnCells numbers(double... cells) {
    return new ColumnCells.Numbers(cells);
  }
}
