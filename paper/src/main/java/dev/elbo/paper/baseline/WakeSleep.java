package dev.elbo.paper.baseline;

import dev.elbo.data.RowReader;
import dev.elbo.model.Vae;
import dev.elbo.train.TrainOptions;

/**
 * The wake-sleep algorithm (Hinton, Dayan, Frey and Neal 1995), the baseline of the {@code AEVB}
 * experiments with the same networks and the same recognition model. Each minibatch has two phases:
 *
 * <ul>
 *   <li>wake: z ~ q(z|x) for the rows x, and a step uphill on log p(x, z) in θ;
 *   <li>sleep: z ~ p(z), x ~ p(x|z) for as many fantasies, and a step uphill on log q(z|x) in φ.
 * </ul>
 *
 * <p>The two ascend different functions, neither of them the lower bound; both carry the weight
 * prior. What the model dreams are draws from p(x|z) and not its means: under a Bernoulli
 * likelihood zeros and ones. Awake, q is given zeros and ones too, 1 with the probability that a
 * grey value is: rows unlike all dreams would leave the codes q gives them to chance, and the
 * divergence from the prior, which neither phase holds down, grows with the latents.
 */
public final class WakeSleep implements Learner {

  @Override
  public void learn(Vae vae, TrainOptions options, RowReader training, EpochListener listener) {
    int rows = training.data().rows();
    MapAscent ascent = new MapAscent(vae, options, rows);
    new EpochLoop(rows, options)
        .run(
            size -> new WakeSleepStep(vae, training, size, options.seed(), ascent),
            ascent.weights().parameters(),
            listener);
  }
}
