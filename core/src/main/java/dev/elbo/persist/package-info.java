/** Versioned model files. */
@NullMarked
package dev.elbo.persist;

import org.jspecify.annotations.NullMarked;
