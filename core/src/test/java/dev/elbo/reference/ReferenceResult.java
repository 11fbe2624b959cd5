package dev.elbo.reference;

import java.util.Map;

/**
 * An objective's value (nats per row, weight prior included), the draws it was made of, and its
 * gradient by block name.
 */
public record ReferenceResult(
    double value, ReferenceDraws draws, Map<String, double[][]> gradient) {}
