/** Figures about a trained model. */
@NullMarked
package dev.elbo.eval;

import org.jspecify.annotations.NullMarked;
