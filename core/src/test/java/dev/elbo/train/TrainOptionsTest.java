package dev.elbo.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.elbo.objective.SgvbB;
import dev.elbo.optim.Adam;
import dev.elbo.optim.Schedule;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TrainOptionsTest {

  static Stream<Arguments> invalid() {
    return Stream.of(
        invalid(b -> b.beta(-0.5), "beta must be 0 or more and finite, not -0.5"),
        invalid(b -> b.beta(Double.NaN), "beta must be 0 or more and finite, not NaN"),
        invalid(
            b -> b.beta(Double.POSITIVE_INFINITY),
            "beta must be 0 or more and finite, not Infinity"),
        invalid(b -> b.warmUpEpochs(-1), "warm-up epochs must be 0 or more, not -1"),
        invalid(b -> b.minibatch(0), "minibatch must be 1 or more rows, not 0"),
        invalid(b -> b.epochs(0), "epochs must be 1 or more, not 0"),
        invalid(b -> b.epochs(-3), "epochs must be 1 or more, not -3"),
        invalid(
            b -> b.patience(-1), "patience must be 0 (never stop early) or more epochs, not -1"),
        invalid(b -> b.clipNorm(0), "clip norm must be positive, not 0.0"),
        invalid(b -> b.clipNorm(Double.NaN), "clip norm must be positive, not NaN"),
        invalid(b -> b.shards(0), "shards must be 1 or more, not 0"),
        invalid(b -> b.threads(0), "threads must be 1 or more, not 0"));
  }

  private static Arguments invalid(UnaryOperator<TrainOptions.Builder> change, String message) {
    return arguments(message, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("invalid")
  void whatIsNotValidIsNamed(String message, UnaryOperator<TrainOptions.Builder> change) {
    TrainOptions.Builder builder = change.apply(TrainOptions.builder());
    assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage(message);
  }

  @Test
  void defaultsAreTheBuildersOwn() {
    TrainOptions options = TrainOptions.DEFAULT;
    assertThat(TrainOptions.builder().build()).isEqualTo(options);
    assertThat(options.objective()).isEqualTo(new SgvbB(1));
    assertThat(options.optimizer()).isEqualTo(Adam.DEFAULT);
    assertThat(options.schedule()).isEqualTo(new Schedule.Cosine());
    assertThat(options.epochs()).isEmpty();
    assertThat(options.clipNorm()).isEmpty();
    assertThat(options.weightPrior()).isFalse();
  }

  @Test
  void stepsOfAnEpochCountTheLastShortOne() {
    TrainOptions options = TrainOptions.builder().minibatch(100).build();
    assertThat(options.stepsPerEpoch(1)).isEqualTo(1);
    assertThat(options.stepsPerEpoch(100)).isEqualTo(1);
    assertThat(options.stepsPerEpoch(101)).isEqualTo(2);
    assertThat(options.stepsPerEpoch(Integer.MAX_VALUE)).isEqualTo(21_474_837);
    TrainOptions all = TrainOptions.builder().minibatch(Integer.MAX_VALUE).build();
    assertThat(all.stepsPerEpoch(1)).isEqualTo(1);
    assertThat(all.stepsPerEpoch(Integer.MAX_VALUE)).isEqualTo(1);
  }

  @Test
  void automaticEpochsMakeAboutOneNumberOfSteps() {
    TrainOptions options = TrainOptions.builder().minibatch(100).build();
    assertThat(options.epochsFor(1)).isEqualTo(TrainOptions.MOST_EPOCHS);
    assertThat(options.epochsFor(Integer.MAX_VALUE)).isEqualTo(TrainOptions.FEWEST_EPOCHS);
    int stepsPerEpoch = 500;
    int epochs = options.epochsFor(stepsPerEpoch * 100);
    assertThat(epochs * stepsPerEpoch)
        .isBetween(TrainOptions.AUTOMATIC_STEPS, TrainOptions.AUTOMATIC_STEPS + stepsPerEpoch - 1);
    assertThat(TrainOptions.builder().epochs(3).build().epochsFor(1)).isEqualTo(3);
  }
}
