package dev.elbo.paper.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.model.Vae;
import dev.elbo.nn.Initialization;
import dev.elbo.nn.Parameters;
import dev.elbo.optim.Adagrad;
import dev.elbo.optim.Schedule;
import dev.elbo.train.TrainOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is true of every way to learn. */
class LearnersTest {

  /** Nats: the weight prior, steps that do not die out, and tanh units that have to be linear. */
  private static final double MARGIN = 0.02;

  static List<Learner> learners() {
    return List.of(new Aevb(), new WakeSleep(), new MonteCarloEm());
  }

  private static TrainOptions options(int epochs, double rate) {
    return TrainOptions.builder()
        .optimizer(new Adagrad(rate, 1e-8))
        .schedule(new Schedule.Delayed(20))
        .minibatch(100)
        .epochs(epochs)
        .patience(0)
        .weightPrior(true)
        .initialization(Initialization.PAPER)
        .shards(1)
        .threads(1)
        .seed(5)
        .build();
  }

  private static Parameters learn(Learner learner, Vae vae, TrainOptions options, int rows) {
    Parameters last = Parameters.zeros(vae.layout());
    learner.learn(
        vae,
        options,
        new LinearGaussianRows(rows, 1).reader(),
        (samples, seconds, parameters) -> last.set(parameters));
    return last;
  }

  @ParameterizedTest
  @MethodSource("learners")
  void aLinearGaussianModelIsRecovered(Learner learner) {
    LinearGaussianRows rows = new LinearGaussianRows(1000, 1);
    Vae vae = LinearGaussianRows.vae();
    double reached = rows.logLikelihood(vae, learn(learner, vae, options(300, 0.1), 1000));
    assertThat(rows.withoutLatents()).isLessThan(rows.largest() - 0.5);
    assertThat(reached).isBetween(rows.largest() - MARGIN, rows.largest() + 0.01);
  }

  /** 230 rows: minibatches of 100, 100 and 30. */
  @ParameterizedTest
  @MethodSource("learners")
  void everyEpochIsTold(Learner learner) {
    List<Long> told = new ArrayList<>();
    List<Double> clock = new ArrayList<>();
    learner.learn(
        LinearGaussianRows.vae(),
        options(3, 0.01),
        new LinearGaussianRows(230, 1).reader(),
        (samples, seconds, parameters) -> {
          told.add(samples);
          clock.add(seconds);
        });
    assertThat(told).containsExactly(230L, 460L, 690L);
    assertThat(clock).isSorted().allMatch(seconds -> seconds > 0);
  }

  @ParameterizedTest
  @MethodSource("learners")
  void theSeedDecides(Learner learner) {
    Vae vae = LinearGaussianRows.vae();
    TrainOptions options = options(50, 0.1);
    float[] first = learn(learner, vae, options, 230).values();
    assertThat(learn(learner, vae, options, 230).values()).isEqualTo(first);
  }
}
