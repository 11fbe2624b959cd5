package dev.elbo.benchmarks.elbo;

import dev.elbo.benchmarks.protocol.Race;
import dev.elbo.benchmarks.protocol.Setting;
import dev.elbo.linalg.Precision;
import dev.elbo.optim.Adam;
import dev.elbo.optim.Schedule;
import dev.elbo.train.TrainOptions;
import java.util.Locale;
import java.util.Set;

/** From a contender's setting to Elbo's options. */
final class ElboOptions {
  /** Option: parts that a minibatch is cut into. */
  private static final String SHARDS = "shards";

  /** Option: f32 or bf16, of the products in training. */
  private static final String PRECISION = "precision";

  private ElboOptions() {}

  /**
   * Adam at a constant rate on so many threads. A new setting of Elbo becomes a contender's option
   * here, and nowhere else.
   */
  static TrainOptions.Builder of(Setting setting) {
    setting.requireKnown(Set.of(SHARDS, PRECISION));
    TrainOptions.Builder options =
        TrainOptions.builder()
            .optimizer(Adam.DEFAULT.withRate(Race.RATE))
            .schedule(new Schedule.Constant())
            .patience(0)
            .threads(setting.threads());
    String shards = setting.options().get(SHARDS);
    if (shards != null) {
      options.shards(Integer.parseInt(shards));
    }
    String precision = setting.options().get(PRECISION);
    if (precision != null) {
      options.precision(Precision.valueOf(precision.toUpperCase(Locale.ROOT)));
    }
    return options;
  }
}
