package dev.elbo.distribution;

/**
 * One linear output that a likelihood needs from the decoder, such as μ or log σ².
 *
 * @param name such as {@code mean}; the layer is called {@code decoder.mean}
 * @param width number of columns
 * @param shared whether it is one learned vector for all rows (a bias alone) instead of a linear
 *     layer on the hidden units
 */
public record Head(String name, int width, boolean shared) {}
