package dev.elbo.eval;

import dev.elbo.distribution.DiagonalGaussian.Variance;
import dev.elbo.distribution.GaussianColumn;
import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.distribution.MixedLikelihood;
import dev.elbo.model.Architecture;
import dev.elbo.model.Vae;
import dev.elbo.nn.Activation;
import dev.elbo.nn.Block;
import dev.elbo.nn.Parameters;
import dev.elbo.reference.LinearGaussian;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Linear-Gaussian models whose cells may be missing; their encoder has learnt nothing. */
public final class MixedLinear {
  private MixedLinear() {}

  /** One Gaussian family a column, and hidden units for v = relu(v) − relu(−v). */
  public static Vae vae(int dataSize, int latentSize) {
    return Vae.of(
        new Architecture(
            new MixedLikelihood(
                Collections.nCopies(
                    dataSize, new GaussianColumn(Variance.SHARED, LogVarianceBounds.NONE))),
            List.of(2 * latentSize),
            latentSize,
            Activation.RELU,
            Architecture.Weights.SEPARATE,
            LogVarianceBounds.NONE));
  }

  /** The decoder of a model in an architecture of {@link #vae}. */
  public static Parameters parameters(Vae vae, LinearGaussian model) {
    Map<String, double[][]> linear = model.reluBlocks();
    Map<String, double[][]> blocks = new LinkedHashMap<>();
    for (Block block : vae.layout().blocks()) {
      blocks.put(block.name(), new double[0][]);
    }
    blocks.put("decoder.hidden.0.weight", linear.get("decoder.hidden.0.weight"));
    blocks.put("decoder.location.weight", linear.get("decoder.mean.weight"));
    blocks.put("decoder.location.bias", linear.get("decoder.mean.bias"));
    blocks.put("decoder.shared_log_squared_scale.bias", linear.get("decoder.log_variance.bias"));
    return ReferenceModels.parameters(vae, blocks);
  }
}
