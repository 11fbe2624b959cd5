package dev.elbo.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.data.Binarization;
import dev.elbo.data.Part;
import dev.elbo.data.RowReader;
import dev.elbo.eval.Evaluation;
import dev.elbo.eval.Evaluator;
import dev.elbo.model.Vae;
import dev.elbo.nn.Parameters;
import dev.elbo.nn.Weights;
import dev.elbo.objective.Iwae;
import dev.elbo.objective.SgvbB;
import dev.elbo.optim.Adam;
import dev.elbo.optim.Schedule;
import dev.elbo.parallel.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {

  @Test
  void theBoundRisesOnDigits() {
    TrainingResult result =
        Runs.run(
            Runs.digitsVae(64, 4),
            Runs.options(30).optimizer(Adam.DEFAULT.withRate(0.005)).threads(2).build(),
            Runs.digits(Part.TRAIN),
            Runs.digits(Part.TEST));
    List<EpochReport> history = result.history();
    assertThat(history).hasSize(30);
    EpochReport first = history.get(0);
    EpochReport last = history.get(29);
    assertThat(last.bound()).isGreaterThan(first.bound() + 2);
    assertThat(heldOutBound(last)).isGreaterThan(heldOutBound(first) + 1);
    assertThat(result.stoppedEarly()).isFalse();
  }

  private static double heldOutBound(EpochReport report) {
    return report.heldOut().orElseThrow().elbo();
  }

  /** Twenty rows and a large rate without a schedule: the held-out bound soon falls. */
  private static TrainOptions.Builder overfitting() {
    return Runs.options(200)
        .optimizer(Adam.DEFAULT.withRate(0.02))
        .schedule(new Schedule.Constant())
        .patience(7);
  }

  private static RowReader few(int from, int to) {
    RowReader all = Runs.digits(Part.TRAIN);
    int[] rows = new int[to - from];
    Arrays.setAll(rows, i -> from + i);
    return RowReader.of(all.data().select(rows, "few"), Binarization.THRESHOLD, 1);
  }

  @Test
  void stopsEarlyAndKeepsTheBestParameters() {
    Vae vae = Runs.digitsVae(64, 4);
    RowReader heldOut = few(20, 60);
    TrainOptions options = overfitting().build();
    TrainingResult result = Runs.run(vae, options, few(0, 20), heldOut);
    List<EpochReport> history = result.history();
    EpochReport last = history.get(history.size() - 1);
    assertThat(result.stoppedEarly()).isTrue();
    assertThat(last.epoch()).isEqualTo(result.best().epoch() + 7).isLessThan(200);
    assertThat(heldOutBound(last)).isLessThan(heldOutBound(result.best()));
    assertThat(history)
        .allMatch(report -> heldOutBound(report) <= heldOutBound(result.best()))
        .filteredOn(EpochReport::best)
        .last()
        .isEqualTo(result.best());
    try (Workers workers = new Workers(1)) {
      Evaluation again =
          Evaluator.of(vae, 1, workers)
              .evaluate(Weights.of(result.parameters()), heldOut, 1, options.seed());
      assertThat(again).isEqualTo(result.best().heldOut().orElseThrow());
    }
  }

  @Test
  void withoutPatienceItGoesOnAndStillKeepsTheBest() {
    TrainingResult result =
        Runs.run(
            Runs.digitsVae(64, 4),
            overfitting().patience(0).epochs(60).build(),
            few(0, 20),
            few(20, 60));
    assertThat(result.history()).hasSize(60);
    assertThat(result.best().epoch()).isLessThan(50);
    assertThat(result.best().best()).isTrue();
  }

  /** The bound of a warm-up is not the one that is judged by: patience begins after it. */
  @Test
  void patienceWaitsForTheWarmUp() {
    TrainingResult result =
        Runs.run(
            Runs.digitsVae(64, 4),
            overfitting().warmUpEpochs(80).patience(1).build(),
            few(0, 20),
            few(20, 60));
    assertThat(result.history()).hasSizeGreaterThan(80);
  }

  /** An early best epoch does not end the run as soon as the warm-up does. */
  @Test
  void patienceCountsFromTheEndOfTheWarmUp() {
    TrainingResult result =
        Runs.run(
            Runs.digitsVae(64, 4),
            overfitting().warmUpEpochs(30).patience(20).epochs(60).build(),
            few(0, 20),
            few(20, 60));
    assertThat(result.best().epoch()).isLessThan(30);
    assertThat(result.history()).hasSizeGreaterThanOrEqualTo(50);
  }

  /** With another β the epochs are compared by what is maximised. */
  @Test
  void theBestEpochIsThatOfTheWeightedBound() {
    TrainingResult result =
        Runs.run(
            Runs.digitsVae(64, 4),
            overfitting().beta(4).patience(0).epochs(40).build(),
            few(0, 20),
            few(20, 60));
    double best = result.history().stream().mapToDouble(TrainerTest::weighted).max().orElseThrow();
    assertThat(weighted(result.best())).isEqualTo(best);
  }

  private static double weighted(EpochReport report) {
    Evaluation figures = report.heldOut().orElseThrow();
    return figures.reconstruction() - 4 * figures.kl();
  }

  @Test
  void withNothingHeldOutTheLastIsTheBest() {
    TrainingResult result =
        Runs.run(Runs.smallVae(), Runs.options(5).patience(1).build(), Runs.uniform(30));
    assertThat(result.history()).hasSize(5).allMatch(EpochReport::best);
    assertThat(result.best().epoch()).isEqualTo(5);
    assertThat(result.best().heldOut()).isEmpty();
  }

  /** IWAE is judged by its own bound, of as many draws. */
  @Test
  void iwaeIsJudgedByItsBound() {
    TrainingResult result =
        Runs.run(
            Runs.digitsVae(32, 4),
            overfitting().objective(new Iwae(5, Iwae.Gradient.FULL)).epochs(40).patience(0).build(),
            few(0, 20),
            few(20, 60));
    double best = -1e9;
    for (EpochReport report : result.history()) {
      Evaluation figures = report.heldOut().orElseThrow();
      assertThat(figures.samples()).isEqualTo(5);
      assertThat(report.best()).isEqualTo(figures.logLikelihood() > best);
      best = Math.max(best, figures.logLikelihood());
    }
  }

  /** One step an epoch: β of the report is that of the step, and the objective is made with it. */
  @Test
  void warmUpRaisesBetaInEqualSteps() {
    List<EpochReport> history =
        Runs.run(
                Runs.smallVae(),
                Runs.options(6).beta(2).warmUpEpochs(4).minibatch(50).build(),
                Runs.uniform(30))
            .history();
    double[] betas = {0, 0.5, 1, 1.5, 2, 2};
    for (int i = 0; i < betas.length; i++) {
      EpochReport report = history.get(i);
      assertThat(report.beta()).isEqualTo(betas[i]);
      assertThat(report.objective())
          .isCloseTo(report.reconstruction() - betas[i] * report.kl(), within(1e-5));
    }
  }

  /** Three steps an epoch: the report has β of the last. */
  @Test
  void warmUpGoesOnWithinAnEpoch() {
    List<EpochReport> history =
        Runs.run(
                Runs.smallVae(),
                Runs.options(3).warmUpEpochs(2).minibatch(10).build(),
                Runs.uniform(30))
            .history();
    assertThat(history.stream().map(EpochReport::beta)).containsExactly(2 / 6.0, 5 / 6.0, 1.0);
    assertThat(history.stream().map(EpochReport::step)).containsExactly(3L, 6L, 9L);
  }

  @Test
  void schedulesSetTheRate() {
    assertThat(rates(new Schedule.Constant())).containsExactly(0.01, 0.01, 0.01, 0.01);
    assertThat(rates(new Schedule.Step(2, 0.1))).containsExactly(0.01, 0.01, 0.001, 0.001);
    assertThat(rates(new Schedule.Cosine()))
        .containsExactly(
            0.01,
            0.005 * (1 + Math.cos(Math.PI / 4)),
            0.005 * (1 + Math.cos(Math.PI / 2)),
            0.005 * (1 + Math.cos(3 * Math.PI / 4)));
  }

  private static Double[] rates(Schedule schedule) {
    return Runs.run(
            Runs.smallVae(),
            Runs.options(4)
                .optimizer(Adam.DEFAULT.withRate(0.01))
                .schedule(schedule)
                .minibatch(30)
                .build(),
            Runs.uniform(30))
        .history()
        .stream()
        .map(EpochReport::rate)
        .toArray(Double[]::new);
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 31, 1000, Integer.MAX_VALUE})
  void minibatchOfAllRowsAndMore(int minibatch) {
    TrainOptions.Builder options = Runs.options(3);
    assertThat(
            Runs.run(Runs.smallVae(), options.minibatch(minibatch).build(), Runs.uniform(30))
                .parameters()
                .values())
        .containsExactly(
            Runs.run(Runs.smallVae(), options.minibatch(30).build(), Runs.uniform(30))
                .parameters()
                .values());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void awkwardNumbersOfRows(int rows) {
    for (int shards : new int[] {1, 2, 5}) {
      TrainOptions options = Runs.options(3).minibatch(3).shards(shards).threads(2).build();
      TrainingResult result = Runs.run(Runs.smallVae(), options, Runs.uniform(rows));
      assertThat(result.best().step()).isEqualTo(3L * ((rows + 2) / 3));
      assertThat(result.best().bound()).isNegative();
      assertThat(result.parameters().size()).isPositive();
    }
  }

  /** A short last minibatch counts by its rows: the epoch's mean is over rows, not minibatches. */
  @Test
  void figuresAreMeansOverRows() {
    TrainOptions.Builder still =
        Runs.options(1)
            .objective(new SgvbB(1))
            .optimizer(Adam.DEFAULT.withRate(1e-12))
            .schedule(new Schedule.Constant());
    double inTwo = kl(still.minibatch(5).build());
    assertThat(inTwo).isCloseTo(kl(still.minibatch(7).build()), within(1e-6));
  }

  private static double kl(TrainOptions options) {
    return Runs.run(Runs.smallVae(), options, Runs.uniform(7)).best().kl();
  }

  @Test
  void theWeightPriorShrinksParameters() {
    TrainOptions.Builder options =
        Runs.options(200).optimizer(Adam.DEFAULT.withRate(0.01)).schedule(new Schedule.Constant());
    double free = norm(options.weightPrior(false).build());
    assertThat(norm(options.weightPrior(true).build())).isLessThan(0.8 * free);
  }

  private static double norm(TrainOptions options) {
    Parameters parameters = Runs.run(Runs.smallVae(), options, Runs.uniform(5)).parameters();
    double squares = 0;
    for (float value : parameters.values()) {
      squares += value * value;
    }
    return Math.sqrt(squares);
  }

  @Test
  void listenersHearInOrder() {
    List<String> heard = new ArrayList<>();
    TrainingListener both =
        TrainingListener.all(List.of(recorder("a", heard), recorder("b", heard)));
    new Trainer(
            Runs.smallVae(),
            Runs.options(2).minibatch(2).build(),
            Runs.uniform(3),
            Optional.of(Runs.uniform(2)),
            both)
        .run();
    List<String> of =
        heard.stream().filter(s -> s.startsWith("a")).map(s -> s.substring(1)).toList();
    assertThat(of)
        .startsWith(
            " Plan[trainingRows=3, heldOutRows=2, epochs=2, stepsPerEpoch=2]",
            " 1: step 1 of 4, rows 2",
            " 1: step 2 of 4, rows 3",
            " improved 1",
            " epoch 1 of 2",
            " 2: step 3 of 4, rows 5",
            " 2: step 4 of 4, rows 6")
        .endsWith(" epoch 2 of 2");
    assertThat(heard.stream().map(s -> s.substring(0, 1))).startsWith("a", "b", "a", "b");
    assertThat(heard.stream().filter(s -> s.startsWith("b")).map(s -> s.substring(1)))
        .isEqualTo(of);
  }

  private static TrainingListener recorder(String name, List<String> heard) {
    return new TrainingListener() {
      @Override
      public void started(Plan plan) {
        heard.add(name + " " + plan);
      }

      @Override
      public void stepped(Progress p) {
        assertThat(p.bound()).isNegative();
        heard.add(
            "%s %d: step %d of %d, rows %d"
                .formatted(name, p.epoch(), p.step(), p.steps(), p.rows()));
      }

      @Override
      public void epochFinished(EpochReport report) {
        heard.add("%s epoch %d of %d".formatted(name, report.epoch(), report.epochs()));
      }

      @Override
      public void improved(EpochReport report, Parameters parameters) {
        assertThat(parameters.size()).isPositive();
        heard.add("%s improved %d".formatted(name, report.epoch()));
      }
    };
  }
}
