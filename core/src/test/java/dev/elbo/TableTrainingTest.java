package dev.elbo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.distribution.DiagonalGaussian.Variance;
import dev.elbo.distribution.GaussianColumn;
import dev.elbo.distribution.MixedLikelihood;
import dev.elbo.eval.Calibration;
import dev.elbo.eval.Marginal;
import dev.elbo.eval.RowScores;
import dev.elbo.eval.Strangeness;
import dev.elbo.persist.CheckpointFile;
import dev.elbo.preprocessing.ColumnCells;
import dev.elbo.preprocessing.RowBlock;
import dev.elbo.schema.Binary;
import dev.elbo.schema.Category;
import dev.elbo.schema.Column;
import dev.elbo.schema.Count;
import dev.elbo.schema.Kind;
import dev.elbo.schema.LeftOut;
import dev.elbo.schema.Numeric;
import dev.elbo.schema.Schema;
import dev.elbo.train.EpochReport;
import dev.elbo.train.TrainOptions;
import dev.elbo.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table of one latent through the front door: numbers, a count, levels, gaps. */
class TableTrainingTest {
  private static final int ROWS = 600;
  private static final long SEED = 7;

  @TempDir private Path folder;

  /** The number of grams in a unit is another unit of the same column. */
  private static MemoryTable cells(int rows, double unit) {
    Random random = new Random(5);
    double[] weight = new double[rows];
    double[] visits = new double[rows];
    @Nullable String[] name = new @Nullable String[rows];
    @Nullable String[] member = new @Nullable String[rows];
    @Nullable String[] city = new @Nullable String[rows];
    for (int i = 0; i < rows; i++) {
      double u = random.nextGaussian();
      weight[i] = unit * (70 + 10 * u + 2 * random.nextGaussian());
      visits[i] = Math.rint(Math.exp(1 + 0.5 * u));
      name[i] = "row " + i;
      member[i] = u + 0.5 * random.nextGaussian() > 0 ? "yes" : "no";
      city[i] = u > 1 ? "a" : u > 0 ? "b" : "c";
      if (i % 10 == 3) {
        weight[i] = Double.NaN;
        city[i] = null;
      }
    }
    Schema schema =
        new Schema(
            List.of(
                Column.of("name", new LeftOut(Kind.IDENTIFIER, "all different")),
                Column.of("weight", new Numeric(unit * 20, unit * 120, 0)),
                Column.of("visits", new Count(0, 40)),
                Column.of("member", new Binary("no", "yes")),
                Column.of("city", new Category(List.of("c", "b", "a"), 0))));
    return new MemoryTable(
        schema,
        new RowBlock(
            0,
            rows,
            List.of(
                new ColumnCells.Texts(name),
                new ColumnCells.Numbers(weight),
                new ColumnCells.Numbers(visits),
                new ColumnCells.Texts(member),
                new ColumnCells.Texts(city))));
  }

  private static EncodedTable encoded(MemoryTable cells) throws IOException {
    return EncodedTable.of(cells, OptionalDouble.empty(), SEED);
  }

  private static Training training(EncodedTable table) {
    return Training.on(table)
        .hidden(16)
        .latent(2)
        .options(TrainOptions.builder().epochs(20).minibatch(50).threads(1).seed(SEED).build());
  }

  private static TableModel train(MemoryTable cells) throws IOException {
    return TableModel.of(training(encoded(cells)).run());
  }

  @Test
  void rowsArePartedIntoThree() throws IOException {
    EncodedTable table = encoded(cells(ROWS, 1));
    assertThat(table.calibration().orElseThrow().rows()).isEqualTo(60);
    assertThat(table.rows().rows()).isEqualTo(540);
    assertThat(training(table).heldOutRows().map(Dataset::rows)).hasValue(54);
    assertThat(training(table).trainingRows().rows()).isEqualTo(486);
  }

  @Test
  void aModelIsNamedByItsTableWithoutFolders() throws IOException {
    assertThat(encoded(cells(ROWS, 1)).rows().name()).isEqualTo("cells.csv");
  }

  @Test
  void preprocessingIsFittedToTheTrainingRowsAlone() throws IOException {
    MemoryTable cells = cells(ROWS, 1);
    Dataset training = training(encoded(cells)).trainingRows();
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (int i = 0; i < training.rows(); i++) {
      float y = training.value(i, 0);
      if (!Float.isNaN(y)) {
        sum += y;
        squares += y * y;
        count++;
      }
    }
    assertThat(sum / count).isCloseTo(0, within(1e-6));
    assertThat(squares / count).isCloseTo(1, within(1e-6));
  }

  @Test
  void fewRowsAreAllTrainedOn() throws IOException {
    EncodedTable table = encoded(cells(9, 1));
    assertThat(table.calibration()).isEmpty();
    assertThat(training(table).trainingRows().rows()).isEqualTo(9);
    assertThat(training(table).run().calibration()).isEmpty();
  }

  /** 486 rows to learn from, 50 of them a step, are 10 steps an epoch. */
  @Test
  void aTableIsTrainedForTenThousandSteps() throws IOException {
    TrainOptions open = TrainOptions.builder().minibatch(50).seed(SEED).build();
    Training training = training(encoded(cells(ROWS, 1))).options(open);
    assertThat(training.options().epochs()).hasValue(Training.TABLE_STEPS / 10);
    assertThat(Training.on(Dataset.ofFloats("x", 1, new float[100])).options().epochs()).isEmpty();
  }

  @Test
  void scoresHaveAMeaning() throws IOException {
    MemoryTable cells = cells(ROWS, 1);
    TableModel model = train(cells);
    Calibration calibration = model.calibration().orElseThrow();
    assertThat(calibration.rows()).isEqualTo(60);
    RowBlock usual = cells.read(0, 1);
    RowBlock strange =
        new RowBlock(
            0,
            1,
            List.of(
                new ColumnCells.Texts(new String[] {"?"}),
                new ColumnCells.Numbers(new double[] {20}),
                new ColumnCells.Numbers(new double[] {40}),
                new ColumnCells.Texts(new String[] {"yes"}),
                new ColumnCells.Texts(new String[] {"a"})));
    Strangeness high = model.strangeness(strange, model.score(strange));
    assertThat(calibration.pValue(high.values().get(0))).isEqualTo(calibration.smallestPValue());
    assertThat(high.shortfalls().get(0).get(0)).isGreaterThan(5);
    Strangeness low = model.strangeness(usual, model.score(usual));
    assertThat(calibration.pValue(low.values().get(0))).isGreaterThan(0.05);
  }

  /** A cell that could be anything is no reason, one that was never seen is one. */
  @Test
  void missingCellsAreUsualAndUnknownOnesAreNot() throws IOException {
    MemoryTable cells = cells(ROWS, 1);
    TableModel model = train(cells);
    RowBlock row = cells.read(0, 1);
    List<Double> shortfalls = new ArrayList<>();
    List<Double> scores = new ArrayList<>();
    for (@Nullable String member : new @Nullable String[] {"no", null, "perhaps"}) {
      ((ColumnCells.Texts) row.columns().get(3)).values()[0] = member;
      RowScores found = model.score(row);
      scores.add(found.logLikelihood().get(0));
      shortfalls.add(model.strangeness(row, found).shortfalls().get(0).get(2));
    }
    assertThat(shortfalls.get(1)).isEqualTo(0);
    double third = Binary.logThirdValue(486);
    assertThat(scores.get(2)).isCloseTo(scores.get(1) + third, within(1e-9));
    double usual = model.calibration().orElseThrow().usual().get(2);
    assertThat(shortfalls.get(2)).isCloseTo(usual - third, within(1e-9));
    assertThat(shortfalls.get(2)).isGreaterThan(5);
  }

  @Test
  void theSameRowScoresTheSameAloneAndAfterReload() throws IOException {
    MemoryTable cells = cells(ROWS, 1);
    Path file = folder.resolve("model.safetensors");
    TableModel model = TableModel.of(training(encoded(cells)).saveTo(file).run());
    TableModel again = TableModel.load(file);
    RowScores all = model.score(cells.all());
    RowScores reloaded = again.score(cells.all());
    assertThat(reloaded).isEqualTo(all);
    assertThat(again.calibration()).isEqualTo(model.calibration());
    assertThat(again.preprocessing()).isEqualTo(model.preprocessing());
    for (int i : new int[] {0, 3, 99}) {
      RowScores alone = again.score(cells.read(i, 1));
      assertThat(alone.logLikelihood()).isEqualTo(List.of(all.logLikelihood().get(i)));
    }
  }

  /** A density in grams is a thousandth of one in kilograms. */
  @Test
  void scoresAreInTheUnitsOfTheTable() throws IOException {
    RowScores kilograms = train(cells(ROWS, 1)).score(cells(ROWS, 1).all());
    RowScores grams = train(cells(ROWS, 1000)).score(cells(ROWS, 1000).all());
    for (int i = 0; i < 20; i++) {
      boolean missing = i % 10 == 3;
      assertThat(grams.logLikelihood().get(i))
          .isCloseTo(
              kilograms.logLikelihood().get(i) - (missing ? 0 : Math.log(1000)), within(0.01));
    }
  }

  @Test
  void figuresAreMeansOfScores() throws IOException {
    MemoryTable cells = cells(ROWS, 1);
    TableModel model = train(cells);
    RowScores scores = model.score(cells.all());
    TableEvaluator evaluator = new TableEvaluator(model);
    evaluator.add(cells.read(0, 100));
    evaluator.add(cells.read(100, ROWS));
    TableEvaluation figures = evaluator.finish();
    assertThat(figures.rows()).isEqualTo(ROWS);
    assertThat(figures.logLikelihood()).isCloseTo(mean(scores), within(1e-9));
    assertThat(figures.logLikelihood()).isGreaterThan(figures.bound());
    assertThat(figures.columns().stream().map(TableEvaluation.ColumnFigures::name))
        .containsExactly("weight", "visits", "member", "city");
    for (int d = 0; d < 4; d++) {
      assertThat(figures.columns().get(d).contribution())
          .isCloseTo(columnMean(scores, d), within(1e-9));
    }
    assertThat(figures.columns().get(0).coverage90().orElseThrow()).isBetween(0.8, 1.0);
    assertThat(figures.columns().get(0).coverage50().orElseThrow()).isBetween(0.3, 0.8);
    assertThat(figures.columns().get(2).coverage90()).isEmpty();
  }

  private static double columnMean(RowScores scores, int column) {
    return scores.contributions().stream().mapToDouble(c -> c.get(column)).average().orElseThrow();
  }

  private static List<Double> numbers(RowBlock rows, int column) {
    return Arrays.stream(((ColumnCells.Numbers) rows.columns().get(column)).values())
        .boxed()
        .toList();
  }

  /** Levels that the model does not have are one, on both sides. */
  @Test
  void columnsOfNewRowsAreComparedInTheModelsLevels() throws IOException {
    TableModel model = train(cells(ROWS, 1));
    RowBlock rows = cells(ROWS, 1).all();
    List<String> columns =
        model.marginals(rows, 500, 1).stream().map(m -> m.column().name()).toList();
    assertThat(columns).containsExactly("weight", "visits", "member", "city");
    Arrays.fill(((ColumnCells.Texts) rows.columns().get(4)).values(), "x");
    ((ColumnCells.Texts) rows.columns().get(4)).values()[0] = "y";
    Marginal city = model.marginals(rows, 500, 1).get(3);
    assertThat(city.bins().get(0).level()).isEqualTo(Category.OTHER);
    assertThat(city.bins().get(0).share()).isEqualTo(1);
    assertThatThrownBy(() -> model.cells(Dataset.ofFloats("two", 2, new float[2])))
        .isInstanceOf(DataException.class)
        .hasMessage("two has 2 columns, the model 4");
  }

  @Test
  void newRowsHaveTheTablesLevelsAndRanges() throws IOException {
    RowBlock drawn = train(cells(ROWS, 1)).sample(200, 3);
    assertThat(((ColumnCells.Texts) drawn.columns().get(0)).values()).containsOnlyNulls();
    assertThat(numbers(drawn, 1)).allMatch(x -> x >= 20 && x <= 120);
    assertThat(numbers(drawn, 2)).allMatch(x -> x == Math.rint(x) && x >= 0);
    assertThat(Arrays.asList(((ColumnCells.Texts) drawn.columns().get(3)).values()))
        .contains("yes", "no")
        .allMatch(level -> List.of("yes", "no").contains(level));
    assertThat(Arrays.asList(((ColumnCells.Texts) drawn.columns().get(4)).values()))
        .contains("a", "b", "c");
  }

  @Test
  void halfOfTheCellsMayBeMissing() throws IOException {
    MemoryTable full = cells(ROWS, 1);
    Random random = new Random(2);
    for (ColumnCells column : full.all().columns()) {
      for (int i = 0; i < ROWS; i++) {
        if (random.nextBoolean()) {
          if (column instanceof ColumnCells.Numbers numbers) {
            numbers.values()[i] = Double.NaN;
          } else {
            ((ColumnCells.Texts) column).values()[i] = null;
          }
        }
      }
    }
    MemoryTable whole = cells(ROWS, 1);
    double onGaps = mean(train(full).score(whole.all()));
    double onWhole = mean(train(whole).score(whole.all()));
    assertThat(onGaps).isFinite().isGreaterThan(onWhole - 2);
  }

  private static double mean(RowScores scores) {
    return scores.logLikelihood().stream().mapToDouble(x -> x).average().orElseThrow();
  }

  @Test
  void aRunThatGoesOnEndsInTheSameBytes() throws IOException {
    MemoryTable cells = cells(ROWS, 1);
    Path straight = folder.resolve("straight.safetensors");
    training(encoded(cells)).saveTo(straight).run();
    Path stopped = folder.resolve("stopped.safetensors");
    Path checkpoint = folder.resolve("checkpoint.safetensors");
    Training run =
        training(encoded(cells))
            .saveTo(stopped)
            .checkpointTo(checkpoint, Duration.ofHours(1))
            .listener(
                new TrainingListener() {
                  @Override
                  public void epochFinished(EpochReport report) {
                    if (report.epoch() == 7) {
                      Thread.currentThread().interrupt();
                    }
                  }
                });
    assertThatThrownBy(run::run).isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
    Training.resume(CheckpointFile.read(checkpoint), cells).saveTo(stopped).run();
    assertThat(stopped).hasSameBinaryContentAs(straight);
    assertThat(AutoEncoder.load(stopped).training().dataSha256())
        .hasValue(encoded(cells).rows().sha256());
    assertThat(Files.size(stopped)).isPositive();
  }

  @Test
  void otherRowsAreRefused() throws IOException {
    Path checkpoint = folder.resolve("checkpoint.safetensors");
    training(encoded(cells(ROWS, 1))).checkpointTo(checkpoint, Duration.ZERO).run();
    assertThatThrownBy(() -> Training.resume(CheckpointFile.read(checkpoint), cells(ROWS - 1, 1)))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(
            "cells.csv (539 rows × 4 columns) is not what the run was begun on");
  }

  @Test
  void theSeedIsTheTables() throws IOException {
    Training other = Training.on(encoded(cells(ROWS, 1))).options(TrainOptions.DEFAULT);
    assertThatThrownBy(other::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "held out 0.1 and seed 1, where the table was parted with 0.1 and 7; give them to EncodedTable");
  }

  @Test
  void aTableWithoutColumnsToModelIsRefused() {
    MemoryTable cells = cells(ROWS, 1);
    Schema none = new Schema(List.of(cells.schema().columns().get(0)));
    MemoryTable bare =
        new MemoryTable(none, new RowBlock(0, ROWS, List.of(cells.all().columns().get(0))));
    assertThatThrownBy(() -> encoded(bare))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "tables/cells.csv: there is no column to model; name  left out, identifier: all different");
  }

  @Test
  void numbersMayShareTheirVariance() throws IOException {
    Training training = Training.on(encoded(cells(ROWS, 1)));
    assertThat(gaussians(training)).isNotEmpty().containsOnly(Variance.PER_ROW);
    assertThat(gaussians(training.variance(Variance.SHARED))).containsOnly(Variance.SHARED);
    assertThat(training.architecture().likelihood())
        .hasToString(
            "mixed: 1 bernoulli, 1 categorical, 1 gaussian of shared variance, 1 negative_binomial");
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                Training.on(Dataset.ofFloats("numbers", 1, new float[] {0, 1}))
                    .variance(Variance.SHARED))
        .withMessage("numbers is no table; give its likelihood, which has a variance");
  }

  private static Stream<Variance> gaussians(Training training) {
    return ((MixedLikelihood) training.architecture().likelihood())
        .columns().stream()
            .filter(GaussianColumn.class::isInstance)
            .map(column -> ((GaussianColumn) column).variance());
  }

  /** Delays with outliers in a twentieth of the rows, and shares. */
  private static MemoryTable delays() {
    Random random = new Random(11);
    double[] delay = new double[ROWS];
    double[] share = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      double u = random.nextGaussian();
      delay[i] = 10 * u + random.nextGaussian() * (i % 20 == 0 ? 100_000 : 1);
      share[i] = 1 / (1 + Math.exp(-2 * u));
    }
    Schema schema =
        new Schema(
            List.of(
                Column.of("delay", new Numeric(-1e6, 1e6, 0, Kind.HEAVY_TAILED)),
                Column.of("share", new Numeric(0, 1, 0, Kind.FRACTION))));
    return new MemoryTable(
        schema,
        new RowBlock(
            0, ROWS, List.of(new ColumnCells.Numbers(delay), new ColumnCells.Numbers(share))));
  }

  private static RowBlock delay(double delay, double share) {
    return new RowBlock(
        0,
        1,
        List.of(
            new ColumnCells.Numbers(new double[] {delay}),
            new ColumnCells.Numbers(new double[] {share})));
  }

  @Test
  void eachKindHasItsFamily() throws IOException {
    TableModel model = train(delays());
    assertThat(model.autoEncoder().architecture().likelihood())
        .hasToString("mixed: 1 continuous_bernoulli, 1 student_t");
    double[] shares = sorted(model.sample(0, 500, 1).columns().get(1));
    assertThat(shares[0]).isBetween(0.0, 0.2);
    assertThat(shares[499]).isBetween(0.8, 1.0);
    // One in twenty is a hundred thousand away, and the others are not taken along.
    double[] delays = sorted(model.sample(0, 500, 1).columns().get(0));
    assertThat(delays[375] - delays[125]).isBetween(6.0, 40.0);
    // Student-t's logarithm falls with that of the distance, a Gaussian's of σ ≤ 100 by 5·10⁵.
    double usual = model.score(delay(0, 0.5)).logLikelihood().get(0);
    double far = model.score(delay(100_000, 0.5)).logLikelihood().get(0);
    assertThat(usual - far).isBetween(2.0, 60.0);
  }

  private static double[] sorted(ColumnCells cells) {
    return Arrays.stream(((ColumnCells.Numbers) cells).values()).sorted().toArray();
  }

  @Test
  void aFractionBeyondOneIsNoFraction() throws IOException {
    TableModel model = train(delays());
    assertThatThrownBy(() -> model.score(delay(0, 1.5)))
        .isInstanceOf(DataException.class)
        .hasMessageEndingWith("is 1.5; a continuous bernoulli column holds a number from 0 to 1");
  }

  @Test
  void aModelOfPlainNumbersIsNoTables() {
    AutoEncoder plain =
        Training.on(Dataset.ofFloats("numbers", 1, new float[] {0, 1}))
            .hidden(2)
            .latent(1)
            .options(TrainOptions.builder().epochs(1).build())
            .run();
    assertThatThrownBy(() -> TableModel.of(plain))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "the model was trained on numbers, plain numbers without named columns, and not on a table");
  }
}
