/** The training loop: shards, epochs, early stopping, listeners. */
@NullMarked
package dev.elbo.train;

import org.jspecify.annotations.NullMarked;
