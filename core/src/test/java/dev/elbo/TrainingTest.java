package dev.elbo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.data.Binarization;
import dev.elbo.data.DataCache;
import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import dev.elbo.data.NamedSet;
import dev.elbo.data.Part;
import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.DiagonalGaussian;
import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.eval.Evaluation;
import dev.elbo.model.Architecture;
import dev.elbo.model.Architecture.Weights;
import dev.elbo.nn.Activation;
import dev.elbo.nn.Parameters;
import dev.elbo.objective.Iwae;
import dev.elbo.objective.SgvbA;
import dev.elbo.objective.SgvbB;
import dev.elbo.optim.Adagrad;
import dev.elbo.optim.AdamW;
import dev.elbo.optim.Schedule;
import dev.elbo.optim.Sgd;
import dev.elbo.persist.TrainingRecord;
import dev.elbo.persist.Version;
import dev.elbo.train.EpochReport;
import dev.elbo.train.NonFiniteException;
import dev.elbo.train.TrainOptions;
import dev.elbo.train.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingTest {
  @TempDir private Path folder;

  private static Dataset digits() {
    try {
      return NamedSet.DIGITS.load(Part.TRAIN, new DataCache(Path.of("")));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TrainOptions.Builder epochs(int epochs) {
    return TrainOptions.builder().epochs(epochs);
  }

  private static Training small() {
    return Training.on(digits())
        .hidden(16)
        .latent(2)
        .binarization(Binarization.DYNAMIC)
        .options(epochs(2).build());
  }

  private static Dataset ofRows(int rows) {
    float[] values = new float[rows * 2];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 3 == 0 ? 1 : 0;
    }
    return Dataset.ofFloats("bits", 2, values);
  }

  @Test
  void defaultsAreTheLibrarys() {
    Training training = Training.on(digits());
    assertThat(training.architecture())
        .isEqualTo(
            Architecture.of(
                new Bernoulli(64), Architecture.DEFAULT_HIDDEN, Architecture.DEFAULT_LATENT_SIZE));
    assertThat(training.options()).isEqualTo(TrainOptions.DEFAULT);
  }

  @Test
  void theArchitectureIsWhatWasAskedFor() {
    LogVarianceBounds bounds = new LogVarianceBounds(-3, 3);
    Training training =
        Training.on(digits())
            .gaussian()
            .hidden(30, 20)
            .latent(4)
            .activation(Activation.RELU)
            .weights(Weights.TIED)
            .encoderBounds(bounds);
    assertThat(training.architecture())
        .isEqualTo(
            new Architecture(
                DiagonalGaussian.of(64),
                List.of(30, 20),
                4,
                Activation.RELU,
                Weights.TIED,
                bounds));
    assertThat(training.bernoulli().architecture().likelihood()).isEqualTo(new Bernoulli(64));
  }

  @Test
  void aLikelihoodOfOtherColumns() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Training.on(digits()).likelihood(new Bernoulli(63)))
        .withMessage("a likelihood of 63 columns for digits/train with 64");
  }

  @Test
  void aTenthIsHeldOutByDefaultAndNoRowIsOnBothSides() {
    Training training = Training.on(digits());
    Dataset held = training.heldOutRows().orElseThrow();
    Dataset train = training.trainingRows();
    assertThat(held).hasToString("digits/train/held-out (144 rows × 64 columns)");
    assertThat(train).hasToString("digits/train/training (1294 rows × 64 columns)");
    assertThat(IntStream.concat(sources(held), sources(train)).distinct().count()).isEqualTo(1438);
  }

  private static IntStream sources(Dataset data) {
    return IntStream.range(0, data.rows()).map(data::sourceRow);
  }

  @Test
  void howMuchIsHeldOut() {
    assertThat(Training.on(digits()).heldOut(7).heldOutRows().orElseThrow().rows()).isEqualTo(7);
    assertThat(Training.on(digits()).heldOut(0.5).heldOutRows().orElseThrow().rows())
        .isEqualTo(719);
    assertThat(Training.on(digits()).heldOut(0).heldOutRows()).isEmpty();
    assertThat(Training.on(digits()).heldOut(0).trainingRows().rows()).isEqualTo(1438);
    Dataset large = Dataset.ofBytes("large", 1, new byte[100_000], 1);
    assertThat(Training.on(large).heldOutRows().orElseThrow().rows())
        .isEqualTo(Training.MOST_HELD_OUT);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Training.on(digits()).heldOut(2000).run())
        .withMessage(
            "2000 of 1438 rows cannot be held out: give a fraction between 0 and 1, or a number of"
                + " rows from 1 to 1437");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 9, 10, 11})
  void aHandfulOfRowsTrains(int rows) {
    AutoEncoder model =
        Training.on(ofRows(rows)).hidden(3).latent(1).options(epochs(2).build()).run();
    int held = rows < Training.FEWEST_ROWS_TO_SPLIT ? 0 : 1;
    assertThat(model.training().heldOutRows()).isEqualTo(held);
    assertThat(model.training().trainingRows()).isEqualTo(rows - held);
    assertThat(model.training().heldOutBound().isPresent()).isEqualTo(held > 0);
  }

  @Test
  void greyValuesUnderABernoulliDecoderAreNoticed() {
    assertThat(Training.on(digits()).notices())
        .containsExactly(
            "digits/train has values strictly between 0 and 1: under a Bernoulli decoder their"
                + " bound is not that of a normalised likelihood and does not compare with published"
                + " figures; binarise (dynamic or threshold) or use a Gaussian decoder");
    assertThat(Training.on(digits()).binarization(Binarization.DYNAMIC).notices()).isEmpty();
    assertThat(Training.on(digits()).binarization(Binarization.THRESHOLD).notices()).isEmpty();
    assertThat(Training.on(digits()).gaussian().notices()).isEmpty();
    assertThat(Training.on(ofRows(5)).notices()).isEmpty();
  }

  @Test
  void aColumnOfLargeSpreadUnderAGaussianDecoderIsNoticed() {
    Dataset data = Dataset.ofFloats("mine", new float[][] {{0, -20}, {1, 20}, {2, 20}, {3, -20}});
    assertThat(Training.on(data).gaussian().notices())
        .containsExactly(
            "mine: column 2 (counted from 1) has a standard deviation of 20.00; the networks see"
                + " values as they are, so scale columns to a standard deviation of about 1 first");
  }

  @Test
  void theSameSeedGivesTheSameFileOnAnyNumberOfThreads() throws IOException {
    List<byte[]> files = new ArrayList<>();
    for (int threads = 1; threads <= 3; threads++) {
      Path file = folder.resolve(threads + ".safetensors");
      Training.on(digits())
          .hidden(16)
          .binarization(Binarization.DYNAMIC)
          .options(epochs(3).threads(threads).build())
          .saveTo(file)
          .run();
      files.add(Files.readAllBytes(file));
    }
    assertThat(files.get(1)).isEqualTo(files.get(0));
    assertThat(files.get(2)).isEqualTo(files.get(0));
  }

  @Test
  void valuesOutsideTheUnitIntervalNameRowAndColumn() {
    float[][] rows = new float[20][3];
    rows[12][1] = -0.25f;
    Dataset data = Dataset.ofFloats("mine", rows);
    String message =
        "mine: the value at row 13, column 2 (counted from 1) is -0.25, outside [0, 1] (all values:"
            + " -0.25 to 0.0); scale the data into [0, 1] or use a Gaussian decoder";
    assertThatThrownBy(() -> Training.on(data).run())
        .isInstanceOf(DataException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> Training.on(data).notices())
        .isInstanceOf(DataException.class)
        .hasMessage(message);
    assertThat(Training.on(data).gaussian().hidden(2).options(epochs(1).build()).run()).isNotNull();
  }

  @Test
  void valuesThatAreNoNumbersNameRowAndColumn() {
    float[][] rows = new float[20][3];
    rows[0][2] = Float.POSITIVE_INFINITY;
    assertThatThrownBy(() -> Training.on(Dataset.ofFloats("mine", rows)).gaussian().run())
        .isInstanceOf(DataException.class)
        .hasMessage(
            "mine: the value at row 1, column 3 (counted from 1) is Infinity, not a finite float32"
                + " number; remove the row or fill the value in");
  }

  @Test
  void theModelSaysHowItCameToBe() {
    List<EpochReport> reports = new ArrayList<>();
    AutoEncoder model = small().listener(collect(reports)).run();
    TrainingRecord record = model.training();
    EpochReport best = reports.stream().filter(EpochReport::best).toList().get(reports.size() - 1);
    assertThat(record.version()).isEqualTo(Version.current());
    assertThat(record.trainingRows()).isEqualTo(1294);
    assertThat(record.heldOutRows()).isEqualTo(144);
    assertThat(record.dataSha256()).hasValue(digits().sha256());
    assertThat(record.epoch()).isEqualTo(best.epoch()).isEqualTo(2);
    assertThat(record.heldOutBound()).hasValue(best.heldOut().orElseThrow().elbo());
    assertThat(record.settings())
        .containsEntry("decoder", "bernoulli")
        .containsEntry("layers", "64–16–2–16–64")
        .containsEntry("binarization", "dynamic")
        .containsEntry("objective", "sgvb-b")
        .containsEntry("epochs", "2")
        .containsEntry("seed", "1");
    assertThat(model.data().name()).isEqualTo("digits/train");
    assertThat(model.data().scale()).isEqualTo(16);
    assertThat(model.data().imageShape()).isPresent();
  }

  private static TrainingListener collect(List<EpochReport> reports) {
    return new TrainingListener() {
      @Override
      public void epochFinished(EpochReport report) {
        reports.add(report);
      }
    };
  }

  /** The model has the figures that its best epoch reported. */
  @Test
  void theModelIsThatOfTheBestEpoch() {
    List<EpochReport> reports = new ArrayList<>();
    Training training = small().listener(collect(reports));
    AutoEncoder model = training.run();
    Evaluation again =
        model.evaluate(training.heldOutRows().orElseThrow(), 1, training.options().seed());
    assertThat(again).isEqualTo(reports.get(1).heldOut().orElseThrow());
  }

  @Test
  void settingsInWords() {
    assertThat(
            settings(
                epochs(3)
                    .objective(new SgvbA(2))
                    .optimizer(new Sgd(0.5, 0.9))
                    .schedule(new Schedule.Step(3, 0.1))
                    .clipNorm(2)
                    .weightPrior(true)))
        .containsEntry("objective", "sgvb-a")
        .containsEntry("samples", "2")
        .containsEntry("optimizer", "sgd, momentum 0.9")
        .containsEntry("learning rate", "0.5")
        .containsEntry("schedule", "step, 3 stages, factor 0.1")
        .containsEntry("gradient norm limit", "2.0")
        .containsEntry("weight prior", "N(0, I)");
    assertThat(
            settings(
                TrainOptions.builder()
                    .objective(new SgvbB(1, 0.25))
                    .optimizer(Adagrad.DEFAULT)
                    .schedule(new Schedule.Constant())))
        .containsEntry("objective", "sgvb-b, free bits 0.25")
        .containsEntry("optimizer", "adagrad, epsilon " + Adagrad.DEFAULT.epsilon())
        .containsEntry("schedule", "constant")
        .containsEntry("epochs", "automatic")
        .containsEntry("gradient norm limit", "none")
        .containsEntry("weight prior", "none");
    assertThat(
            settings(
                epochs(1)
                    .objective(new Iwae(5, Iwae.Gradient.DOUBLY_REPARAMETERIZED))
                    .optimizer(AdamW.DEFAULT)))
        .containsEntry("objective", "iwae, gradient doubly reparameterized")
        .containsEntry("schedule", "cosine")
        .hasEntrySatisfying("optimizer", o -> assertThat(o).startsWith("adamw, weight decay "));
    assertThat(
            Settings.of(
                Architecture.of(DiagonalGaussian.of(3), List.of(2), 1),
                Binarization.NONE,
                0.1,
                TrainOptions.DEFAULT))
        .containsEntry("decoder", "gaussian, log variance per row in [-14.0, 14.0], means real");
  }

  private static Map<String, String> settings(TrainOptions.Builder options) {
    return Settings.of(
        Architecture.of(new Bernoulli(3), List.of(2), 1), Binarization.NONE, 0.1, options.build());
  }

  @Test
  void savesEachBetterModelAndTheLastIsTheResult() throws IOException {
    Path file = folder.resolve("model.safetensors");
    List<Integer> saved = new ArrayList<>();
    AutoEncoder model =
        small()
            .saveTo(file)
            .listener(
                new TrainingListener() {
                  @Override
                  public void improved(EpochReport report, Parameters parameters) {
                    saved.add(load(file).training().epoch());
                    assertThat(load(file).parameters().values())
                        .containsExactly(parameters.values());
                  }
                })
            .run();
    assertThat(saved).containsExactly(1, 2);
    assertThat(load(file).parameters().values()).containsExactly(model.parameters().values());
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  private static AutoEncoder load(Path file) {
    try {
      return AutoEncoder.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aFileThatCannotBeWritten() {
    Path file = folder.resolve("nowhere/model.safetensors");
    assertThatThrownBy(() -> small().saveTo(file).run())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("the model cannot be written to " + file);
  }

  /** A run that goes wrong leaves the file of the one before, with and without held-out rows. */
  @ParameterizedTest
  @ValueSource(doubles = {1e30, 1e39})
  void aRunThatStopsLeavesTheGoodModel(double rate) throws IOException {
    Path file = folder.resolve("model.safetensors");
    small().saveTo(file).run();
    byte[] good = Files.readAllBytes(file);
    for (double heldOut : new double[] {0, 100}) {
      Training wrong =
          small()
              .saveTo(file)
              .heldOut(heldOut)
              .options(epochs(3).optimizer(new Sgd(rate, 0)).build());
      assertThatThrownBy(wrong::run)
          .isInstanceOf(NonFiniteException.class)
          .message()
          .startsWith("training stopped at epoch 1, step ")
          .contains("parameter block ");
      assertThat(file).hasBinaryContent(good);
    }
    assertThat(load(file).training().epoch()).isEqualTo(2);
  }

  @Test
  void oneSeedOneModel() {
    float[] first = small().run().parameters().values();
    assertThat(small().run().parameters().values()).containsExactly(first);
    assertThat(small().options(epochs(2).seed(2).build()).run().parameters().values())
        .isNotEqualTo(first);
  }

  @Test
  void listenersAreAllTold() {
    int[] told = new int[2];
    TrainingListener[] listeners = new TrainingListener[2];
    Arrays.setAll(
        listeners,
        i ->
            new TrainingListener() {
              @Override
              public void epochFinished(EpochReport report) {
                told[i]++;
              }
            });
    small().listener(listeners[0]).listener(listeners[1]).run();
    assertThat(told).containsExactly(2, 2);
  }
}
