package dev.elbo.onnx;

import dev.elbo.distribution.BernoulliColumn;
import dev.elbo.distribution.CategoricalColumn;
import dev.elbo.distribution.ColumnFamily;
import dev.elbo.distribution.ContinuousBernoulliColumn;
import dev.elbo.distribution.DiagonalGaussian.Variance;
import dev.elbo.distribution.GaussianColumn;
import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.distribution.NegativeBinomialColumn;
import dev.elbo.distribution.PoissonColumn;
import dev.elbo.distribution.StudentTColumn;
import dev.elbo.preprocessing.ColumnCells;
import dev.elbo.preprocessing.ColumnTransform;
import dev.elbo.preprocessing.CountTransform;
import dev.elbo.preprocessing.Curve;
import dev.elbo.preprocessing.LevelTransform;
import dev.elbo.preprocessing.NumberTransform;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A table with columns of every kind: its preprocessing, families for them, and cells. */
final class OnnxTable {
  static final int ROWS = 60;

  static final Category CITY = new Category(List.of("Paris", "Köln", "a \"b\", c"), 2);
  static final Binary MEMBER = new Binary("no", "yes");
  static final Curve.Logarithm INCOMES = new Curve.Logarithm(1, 0.5);
  static final Curve.Logarithm DELAYS = new Curve.Logarithm(0, 0.25);

  static final Schema SCHEMA =
      new Schema(
          List.of(
              Column.of("id", new LeftOut(Kind.IDENTIFIER, "why")),
              new Column("age", new Numeric(0, 90, 1), List.of("-1", "none", "1d"), 0.1),
              Column.of("income", new Numeric(0, 1e6, 0)),
              new Column("city", CITY, List.of("?"), 0),
              Column.of("visits", new Count(0, 9)),
              Column.of("since", new DateTime(TimeUnit.DAYS, 10, 30_000)),
              Column.of("member", MEMBER),
              Column.of("delay", new Numeric(0, 500, 0)),
              Column.of("clicks", new Count(0, 900)),
              Column.of("items", new Count(1, 12)),
              Column.of("height", new Numeric(1, 2, 0.01, Kind.HEAVY_TAILED)),
              Column.of("share", new Numeric(0, 1, 0, Kind.FRACTION))));

  static final List<ColumnTransform> TRANSFORMS =
      List.of(
          number(new Curve.Linear(), 40, 15),
          number(INCOMES, 9, 1.5),
          LevelTransform.of(CITY),
          new CountTransform(0, 9),
          number(new Curve.Linear(), 15_000, 4000),
          LevelTransform.of(MEMBER),
          number(DELAYS, 2, 1.2),
          new CountTransform(0, 900),
          new CountTransform(1, 12),
          number(new Curve.Linear(), 1.7, 0.1),
          number(new Curve.Linear(), 0, 1));

  static final GaussianColumn GAUSSIAN =
      new GaussianColumn(Variance.PER_ROW, LogVarianceBounds.DECODER);

  static final List<ColumnFamily> FAMILIES =
      List.of(
          GAUSSIAN,
          GAUSSIAN,
          new CategoricalColumn(4),
          new PoissonColumn(),
          GAUSSIAN,
          new BernoulliColumn(),
          new StudentTColumn(LogVarianceBounds.DECODER),
          new NegativeBinomialColumn(),
          GAUSSIAN,
          new StudentTColumn(LogVarianceBounds.DECODER),
          new ContinuousBernoulliColumn());

  private OnnxTable() {}

  private static NumberTransform number(Curve curve, double mean, double deviation) {
    return new NumberTransform(curve, mean, deviation, 0, 0, 1e6);
  }

  /** Cells of the columns that the model has, by name. */
  static Map<String, Object> cells() {
    Random random = new Random(3);
    Map<String, Object> cells = new HashMap<>();
    cells.put("age", numbers(random, row -> Math.rint(90 * random.nextDouble())));
    cells.put("income", numbers(random, row -> Math.exp(9 + 2 * random.nextGaussian()) - 1));
    cells.put("visits", numbers(random, row -> random.nextInt(10)));
    cells.put("since", numbers(random, row -> random.nextInt(30_000)));
    cells.put("delay", numbers(random, row -> 100 * random.nextDouble()));
    cells.put("clicks", numbers(random, row -> random.nextInt(1000)));
    cells.put("items", numbers(random, row -> 1 + random.nextInt(12)));
    cells.put("height", numbers(random, row -> 1.7 + 0.1 * random.nextGaussian()));
    cells.put("share", numbers(random, row -> row % 7 == 3 ? row % 2 : random.nextDouble()));
    cells.put("city", texts(random, "Paris", "Köln", "a \"b\", c", "Rome"));
    cells.put("member", texts(random, "no", "yes"));
    addFarCells(cells);
    return cells;
  }

  private static void addFarCells(Map<String, Object> cells) {
    double[] far = {-1e300, -1e9, -3, -1, -0.9, 0, 1e9, 1e300, Double.NEGATIVE_INFINITY};
    for (String name : List.of("income", "since", "delay", "height")) {
      System.arraycopy(far, 0, numbers(cells, name), 1, far.length);
    }
    numbers(cells, "clicks")[1] = 1 << 24;
    numbers(cells, "visits")[2] = 1 << 24;
    texts(cells, "member")[3] = "maybe";
  }

  static double[] numbers(Map<String, Object> cells, String name) {
    return (double[]) Objects.requireNonNull(cells.get(name), name);
  }

  static @Nullable String[] texts(Map<String, Object> cells, String name) {
    return (@Nullable String[]) Objects.requireNonNull(cells.get(name), name);
  }

  private interface Cell {
    double of(int row);
  }

  /** The first row is empty, others have gaps. */
  private static double[] numbers(Random random, Cell cell) {
    double[] numbers = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      numbers[i] = i == 0 || random.nextInt(7) == 0 ? Double.NaN : cell.of(i);
    }
    return numbers;
  }

  private static @Nullable String[] texts(Random random, String... levels) {
    @Nullable String[] texts = new @Nullable String[ROWS];
    for (int i = 1; i < ROWS; i++) {
      texts[i] = random.nextInt(7) == 0 ? null : levels[random.nextInt(levels.length)];
    }
    return texts;
  }

  static RowBlock block(Map<String, Object> cells) {
    List<ColumnCells> columns = new ArrayList<>();
    for (Column column : SCHEMA.columns()) {
      Object own = cells.getOrDefault(column.name(), new String[ROWS]);
      columns.add(
          own instanceof double[] numbers
              ? new ColumnCells.Numbers(numbers)
              : new ColumnCells.Texts((String[]) own));
    }
    return new RowBlock(0, ROWS, columns);
  }

  /** (rows × 1) each; "" for a missing text. */
  static Map<String, Object> inputs(Map<String, Object> cells) {
    Map<String, Object> inputs = new HashMap<>();
    cells.forEach(
        (name, own) ->
            inputs.put(
                name,
                own instanceof double[] numbers
                    ? Arrays.stream(numbers)
                        .mapToObj(x -> new double[] {x})
                        .toArray(double[][]::new)
                    : Arrays.stream((String[]) own)
                        .map(text -> new String[] {text == null ? "" : text})
                        .toArray(String[][]::new)));
    return inputs;
  }
}
