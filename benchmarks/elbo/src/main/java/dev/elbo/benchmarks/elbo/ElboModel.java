package dev.elbo.benchmarks.elbo;

import dev.elbo.benchmarks.protocol.SyntheticRows;
import dev.elbo.benchmarks.protocol.Workload;
import dev.elbo.data.Dataset;
import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.DiagonalGaussian;
import dev.elbo.distribution.Likelihood;
import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.model.Architecture;
import dev.elbo.nn.Activation;
import java.util.List;

/** From a workload to Elbo's types. */
final class ElboModel {
  private ElboModel() {}

  /** The workload's rows; zeros and ones as bytes, which is how Elbo keeps images. */
  static Dataset rows(Workload workload) {
    float[] values = SyntheticRows.of(workload);
    if (workload.decoder() == Workload.Decoder.GAUSSIAN) {
      return Dataset.ofFloats(workload.name(), workload.columns(), values);
    }
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return Dataset.ofBytes(workload.name(), workload.columns(), bytes, 1);
  }

  /** p(x|z), log σ² without Elbo's smooth bounds, which peers do not have. */
  static Likelihood likelihood(Workload workload) {
    return switch (workload.decoder()) {
      case BERNOULLI -> new Bernoulli(workload.columns());
      case GAUSSIAN ->
          new DiagonalGaussian(
              workload.columns(),
              DiagonalGaussian.Variance.PER_ROW,
              DiagonalGaussian.MeanRange.REAL,
              LogVarianceBounds.NONE);
    };
  }

  /** The layers. */
  static Architecture architecture(Workload workload) {
    return new Architecture(
        likelihood(workload),
        List.of(workload.hidden()),
        workload.latents(),
        Activation.TANH,
        Architecture.Weights.SEPARATE,
        LogVarianceBounds.NONE);
  }
}
