/** Deterministic layers, forward and backward, on one flat vector of parameters. */
@NullMarked
package dev.elbo.nn;

import org.jspecify.annotations.NullMarked;
