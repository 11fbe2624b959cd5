package dev.elbo.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.elbo.linalg.Precision;
import dev.elbo.nn.Initialization;
import dev.elbo.objective.Iwae;
import dev.elbo.objective.Objective;
import dev.elbo.objective.SgvbA;
import dev.elbo.objective.SgvbB;
import dev.elbo.optim.Adagrad;
import dev.elbo.optim.Adam;
import dev.elbo.optim.AdamW;
import dev.elbo.optim.Optimizer;
import dev.elbo.optim.Schedule;
import dev.elbo.optim.Sgd;
import dev.elbo.train.TrainOptions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OptionsJsonTest {
  private static final List<Objective> OBJECTIVES =
      List.of(
          new SgvbA(3),
          new SgvbB(1, 0),
          new SgvbB(2, 1 / 3.0),
          new Iwae(5, Iwae.Gradient.FULL),
          new Iwae(1, Iwae.Gradient.DOUBLY_REPARAMETERIZED));
  private static final List<Optimizer> OPTIMIZERS =
      List.of(
          new Sgd(1e-300, 0.9),
          new Adagrad(0.02, 1 / 3.0),
          new Adam(0.001, 0.9, 0.999, 1e-8),
          new AdamW(new Adam(1e-3, 0, 0.5, 1), 0.01));
  private static final List<Schedule> SCHEDULES =
      List.of(
          new Schedule.Constant(),
          new Schedule.Delayed(7),
          new Schedule.Cosine(),
          new Schedule.Step(4, 0.3));

  static Stream<TrainOptions> options() {
    TrainOptions.Builder all =
        TrainOptions.builder()
            .beta(0.1)
            .warmUpEpochs(5)
            .minibatch(Integer.MAX_VALUE)
            .epochs(17)
            .patience(0)
            .clipNorm(2.5)
            .weightPrior(true)
            .initialization(Initialization.PAPER)
            .precision(Precision.BF16)
            .shards(7)
            .threads(3)
            .seed(Long.MIN_VALUE);
    return Stream.of(
            Stream.of(TrainOptions.DEFAULT, all.build()),
            OBJECTIVES.stream().map(o -> TrainOptions.builder().objective(o).build()),
            OPTIMIZERS.stream().map(o -> TrainOptions.builder().optimizer(o).build()),
            SCHEDULES.stream().map(s -> TrainOptions.builder().schedule(s).build()))
        .flatMap(stream -> stream);
  }

  @ParameterizedTest
  @MethodSource("options")
  void whatIsReadIsWhatWasWritten(TrainOptions options) {
    assertThat(OptionsJson.read(OptionsJson.write(options))).isEqualTo(options);
  }

  /** A kind that is added later needs its words here, too. */
  @Test
  void noKindIsMissing() {
    assertThat(kinds(OBJECTIVES)).containsAll(kinds(Objective.class));
    assertThat(kinds(OPTIMIZERS)).containsAll(kinds(Optimizer.class));
    assertThat(kinds(SCHEDULES)).containsAll(kinds(Schedule.class));
  }

  private static List<Object> kinds(List<?> instances) {
    return instances.stream().<Object>map(Object::getClass).toList();
  }

  private static List<Object> kinds(Class<?> sealed) {
    return Arrays.asList((Object[]) sealed.getPermittedSubclasses());
  }

  @Test
  void everyOptionStandsUnderItsName() {
    assertThat(OptionsJson.write(TrainOptions.builder().epochs(60).clipNorm(5).threads(2).build()))
        .isEqualTo(
            "{\"objective\":{\"kind\":\"sgvb-b\",\"free_bits\":0.0,\"draws\":1},\"beta\":1.0,"
                + "\"warm_up_epochs\":0,\"optimizer\":{\"kind\":\"adam\",\"rate\":0.001,"
                + "\"beta1\":0.9,\"beta2\":0.999,\"epsilon\":1.0E-8},"
                + "\"schedule\":{\"kind\":\"cosine\"},\"minibatch\":100,\"epochs\":60,"
                + "\"patience\":100,\"clip_norm\":5.0,\"weight_prior\":false,"
                + "\"initialization\":\"glorot\",\"precision\":\"f32\",\"shards\":2,"
                + "\"threads\":2,\"seed\":1}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          "beta":1.0,              |                           | no valid beta
          "beta":1.0               | "beta":"1.0"              | no valid beta
          "beta":1.0               | "beta":-1                 | beta must be 0 or more and finite, not -1.0
          "minibatch":100          | "minibatch":100.5         | no valid minibatch
          "minibatch":100          | "minibatch":4294967296    | no valid minibatch
          "seed":1                 | "seed":1e3                | no valid seed
          "seed":1                 | "seed":9223372036854775808 | no valid seed
          "weight_prior":false     | "weight_prior":0          | no valid weight_prior
          "patience":100           | "patience":null           | no valid patience
          "patience":100           | "patience":100,"epochs":"7" | no valid epochs
          "patience":100           | "patience":100,"epochs":0 | epochs must be 1 or more, not 0
          "patience":100           | "patience":100,"dropout":0.5 | unknown field "dropout"
          "draws":1                | "draws":0                 | draws a row must be 1 or more, not 0
          "draws":1                | "draws":1,"gradient":"full" | unknown field "gradient"
          "sgvb-b"                 | "sgvb-c"                  | unknown objective "sgvb-c"
          "sgvb-b"                 | 7                         | no valid kind
          "adam"                   | "lion"                    | unknown optimizer "lion"
          "beta2":0.999            | "beta2":1                 | beta2 must lie in [0, 1), not 1.0
          "cosine"                 | "linear"                  | unknown schedule "linear"
          "glorot"                 | "GLOROT"                  | unknown initialization "GLOROT"
          "glorot"                 | ["glorot"]                | no valid initialization
          "shards":2               | "shards":0                | shards must be 1 or more, not 0
          """)
  void whatIsNotValidIsNamed(String piece, String other, String message) {
    String json = OptionsJson.write(TrainOptions.builder().threads(2).build());
    assertThat(json).contains(piece);
    String wrong = json.replace(piece, other == null ? "" : other);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OptionsJson.read(wrong))
        .withMessage(message);
  }
}
