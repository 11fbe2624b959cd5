/** Randomness as an argument: streams that are pure functions of what they are for. */
@NullMarked
package dev.elbo.random;

import org.jspecify.annotations.NullMarked;
