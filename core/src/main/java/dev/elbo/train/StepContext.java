package dev.elbo.train;

/**
 * Where in a run a step stands.
 *
 * @param seed of the run
 * @param epoch counted from 1
 * @param number of the step in the run, counted from 1
 * @param beta factor on the divergence now
 * @param rate step size now
 */
record StepContext(long seed, int epoch, long number, double beta, double rate) {}
