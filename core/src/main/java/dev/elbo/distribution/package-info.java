/** Log-densities with their gradients, sampling and the closed-form KL divergence. */
@NullMarked
package dev.elbo.distribution;

import org.jspecify.annotations.NullMarked;
