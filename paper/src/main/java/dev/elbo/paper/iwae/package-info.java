/** The table of the IWAE paper: test likelihoods of importance-weighted auto-encoders. */
@NullMarked
package dev.elbo.paper.iwae;

import org.jspecify.annotations.NullMarked;
