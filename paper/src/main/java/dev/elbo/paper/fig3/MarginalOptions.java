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
 * @param priorDraws for all rows, for the importance-sampled figure and the starts of the chains
 * @param encoderDraws for each row, for the same
 * @param fitEpochs of the recognition model that these come from
 * @param fitStepSize of Adam, which fits it, at first
 * @param measurementSeed of all that
 */
record MarginalOptions(
    int points,
    int posteriorSamples,
    HamiltonianOptions chains,
    int priorDraws,
    int encoderDraws,
    int fitEpochs,
    double fitStepSize,
    long measurementSeed) {

  /** How the recognition model is fitted. */
  TrainOptions fit() {
    return TrainOptions.builder()
        .optimizer(Adam.DEFAULT.withRate(fitStepSize))
        .schedule(new Schedule.Cosine())
        .initialization(Initialization.GLOROT)
        .epochs(fitEpochs)
        .threads(1)
        .seed(measurementSeed)
        .build();
  }
}
