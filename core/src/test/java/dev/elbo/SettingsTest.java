package dev.elbo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.data.Binarization;
import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.linalg.Precision;
import dev.elbo.model.Architecture;
import dev.elbo.nn.Activation;
import dev.elbo.nn.Initialization;
import dev.elbo.objective.SgvbA;
import dev.elbo.optim.Adam;
import dev.elbo.optim.Schedule;
import dev.elbo.train.TrainOptions;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a model's file says of its settings is all that it depends on. */
class SettingsTest {
  private static final Architecture SMALL = Architecture.of(new Bernoulli(3), List.of(2), 1);

  private static TrainOptions.Builder epochs() {
    return TrainOptions.builder().epochs(3);
  }

  private static Map<String, String> of(TrainOptions options) {
    return Settings.of(SMALL, Binarization.NONE, 0.1, options);
  }

  @Test
  void everyOptionButTheNumberOfThreadsIsThere() {
    List<UnaryOperator<TrainOptions.Builder>> others =
        List.of(
            o -> o.objective(new SgvbA(1)),
            o -> o.beta(0.5),
            o -> o.warmUpEpochs(2),
            o -> o.optimizer(new Adam(0.001, 0.5, 0.999, 1e-8)),
            o -> o.schedule(new Schedule.Constant()),
            o -> o.minibatch(7),
            o -> o.epochs(4),
            o -> o.patience(8),
            o -> o.clipNorm(2),
            o -> o.weightPrior(true),
            o -> o.initialization(Initialization.PAPER),
            o -> o.precision(Precision.BF16),
            o -> o.shards(5),
            o -> o.seed(9));
    assertThat(others).hasSize(TrainOptions.class.getRecordComponents().length - 1);
    Map<String, String> usual = of(epochs().build());
    for (UnaryOperator<TrainOptions.Builder> other : others) {
      TrainOptions options = other.apply(epochs()).build();
      assertThat(of(options)).as("settings of %s", options).isNotEqualTo(usual);
    }
    assertThat(of(epochs().threads(3).build())).isEqualTo(usual);
  }

  @Test
  void soIsWhatTheModelIsAndSees() {
    TrainOptions options = epochs().build();
    Architecture other =
        new Architecture(
            SMALL.likelihood(),
            SMALL.hidden(),
            SMALL.latentSize(),
            Activation.RELU,
            Architecture.Weights.TIED,
            new LogVarianceBounds(-3, 2));
    assertThat(Settings.of(other, Binarization.DYNAMIC, 12, options))
        .containsEntry("layers", "3–2–1–2–3")
        .containsEntry("activation", "relu")
        .containsEntry("weights", "tied")
        .containsEntry("encoder log variance", "[-3.0, 2.0]")
        .containsEntry("binarization", "dynamic")
        .containsEntry("held out", "12 rows")
        .containsEntry("optimizer", "adam, betas 0.9 and 0.999, epsilon 1.0E-8");
  }
}
