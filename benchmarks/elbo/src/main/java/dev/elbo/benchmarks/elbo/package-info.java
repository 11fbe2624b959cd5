/** Elbo itself, through its public API. */
@NullMarked
package dev.elbo.benchmarks.elbo;

import org.jspecify.annotations.NullMarked;
