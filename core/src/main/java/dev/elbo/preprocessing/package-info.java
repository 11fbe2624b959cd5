/** From the cells of a table to the numbers that a model sees, and back. */
@NullMarked
package dev.elbo.preprocessing;

import org.jspecify.annotations.NullMarked;
