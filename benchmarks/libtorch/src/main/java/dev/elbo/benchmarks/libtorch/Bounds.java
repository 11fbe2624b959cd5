package dev.elbo.benchmarks.libtorch;

import dev.elbo.benchmarks.protocol.Workload;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Elbo's objectives in tensor operations, as few of them as the mathematics needs. */
final class Bounds {
  private static final double LOG_2PI = Math.log(2 * Math.PI);
  private static final long REDUCTION_SUM = 2;
  private static final long LAST = -1;

  private final Network network;
  private final boolean bernoulli;
  private final boolean trains;
  private final long columns;
  private final long latents;

  Bounds(Network network, Workload workload) {
    this.network = network;
    bernoulli = workload.decoder() == Workload.Decoder.BERNOULLI;
    trains = workload.task().trains();
    columns = workload.columns();
    latents = workload.latents();
  }

  /** −(bound), mean nats a row: one draw, closed-form KL. What the optimiser minimises. */
  Tensor negativeBound(Tensor x) {
    Tensor heads = network.encode(x);
    Tensor mean = heads.narrow(1, 0, latents);
    Tensor logVariance = heads.narrow(1, latents, latents);
    Tensor deviation = logVariance.mul(new Scalar(0.5)).exp();
    Tensor z = torch.addcmul(mean, deviation, torch.randn_like(deviation));
    Tensor outputs = network.decode(z);
    Tensor reconstruction =
        bernoulli
            ? torch.binary_cross_entropy_with_logits(
                outputs, x, new TensorOptional(), new TensorOptional(), REDUCTION_SUM)
            : gaussian(x, outputs).sum();
    // KL = ½ Σ(μ² + σ² − log σ² − 1)
    Tensor kl =
        mean.square()
            .add_(deviation.square())
            .sub_(logVariance)
            .sum()
            .sub(new Scalar((double) (x.size(0) * latents)));
    return reconstruction.add(kl, new Scalar(0.5)).div(new Scalar((double) x.size(0)));
  }

  /** −log N(x; μ, σ²I), each column on its own. */
  private Tensor gaussian(Tensor x, Tensor outputs) {
    Tensor mean = outputs.narrow(LAST, 0, columns);
    Tensor logVariance = outputs.narrow(LAST, columns, columns);
    return x.sub(mean)
        .square()
        .mul(logVariance.neg().exp())
        .add(logVariance)
        .add(new Scalar(LOG_2PI))
        .mul(new Scalar(0.5));
  }

  /** −log (1/k) Σ w, mean nats a row, with the gradient of the whole. */
  Tensor negativeImportanceBound(Tensor x, long draws) {
    return torch
        .logsumexp(logWeights(x, network.encode(x), draws), 1)
        .mean()
        .neg()
        .add(new Scalar(Math.log((double) draws)));
  }

  /** log w = log p(x|z) + log p(z) − log q(z|x), (rows × draws). */
  Tensor logWeights(Tensor x, Tensor heads, long draws) {
    long rows = x.size(0);
    Tensor mean = heads.narrow(1, 0, latents).unsqueeze(1);
    Tensor logVariance = heads.narrow(1, latents, latents);
    Tensor deviation = logVariance.mul(new Scalar(0.5)).exp().unsqueeze(1);
    Tensor noise = torch.randn(rows, draws, latents);
    Tensor z = torch.addcmul(mean, deviation, noise);
    Tensor outputs = network.decode(z.view(rows * draws, latents)).view(rows, draws, -1);
    Tensor logLikelihood = bernoulli ? bernoulli(x, outputs) : gaussianSum(x, outputs);
    // log p(z) − log q(z|x) = ½ Σ(ε² − z² + log σ²): the constants cancel
    Tensor squares = noise.square().sub_(z.square()).sum(LAST);
    Tensor spread = logVariance.sum(LAST).unsqueeze(1);
    return logLikelihood.add(squares.add_(spread), new Scalar(0.5));
  }

  /** x·logits − Σ softplus(logits), in whichever of two ways was measured to be the faster. */
  private Tensor bernoulli(Tensor x, Tensor logits) {
    Tensor softplus = torch.softplus(logits);
    return trains
        ? torch.bmm(logits, x.unsqueeze(2)).squeeze(2).sub(softplus.sum(LAST))
        : x.unsqueeze(1).mul(logits).sub_(softplus).sum(LAST);
  }

  private Tensor gaussianSum(Tensor x, Tensor outputs) {
    return gaussian(x.unsqueeze(1), outputs).sum(LAST).neg();
  }
}
