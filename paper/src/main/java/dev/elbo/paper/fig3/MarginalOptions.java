package dev.elbo.paper.fig3;

import dev.elbo.eval.HamiltonianOptions;
import dev.elbo.nn.Initialization;
import dev.elbo.optim.Adam;
import dev.elbo.optim.Schedule;
import dev.elbo.train.TrainOptions;

/**
 * How marginal likelihoods are measured.
 *
 * @param points the first so many training rows, and as many test rows
 * @param posteriorSamples for the density that is fitted, and as many again for the estimate
 * @param chains leapfrog steps, acceptance, and moves of the chains that draw them
 * @param importanceSamples draws a row for the importance-sampled figure beside it
 * @param fitEpochs of the recognition model that is fitted to the decoder for the measurement
 * @param measurementSeed of all that
 */
record MarginalOptions(
    int points,
    int posteriorSamples,
    HamiltonianOptions chains,
    int importanceSamples,
    int fitEpochs,
    long measurementSeed) {
  private static final double FIT_STEP_SIZE = 0.002;

  /** How the recognition model is fitted. */
  TrainOptions fit() {
    return TrainOptions.builder()
        .optimizer(Adam.DEFAULT.withRate(FIT_STEP_SIZE))
        .schedule(new Schedule.Cosine())
        .initialization(Initialization.GLOROT)
        .epochs(fitEpochs)
        .threads(1)
        .seed(measurementSeed)
        .build();
  }
}
