/**
 * The model once more, in double precision and as plainly as the equations read: the yardstick for
 * the fast code.
 *
 * <p>Nothing here uses a class of the product, a matrix library or a trick; rows are {@code
 * double[]}, weights are {@code double[][]} (out × in), and every loop stands where the formula has
 * its sum. The gradients are derived by hand and are themselves held by central differences.
 *
 * <p>{@link dev.elbo.reference.ReferenceObjectives#evaluate} is the entrance: value, parts and
 * gradient by block name. All figures are in nats, higher is better.
 */
@NullMarked
package dev.elbo.reference;

import org.jspecify.annotations.NullMarked;
