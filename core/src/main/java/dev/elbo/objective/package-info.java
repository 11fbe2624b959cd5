/** Which lower bound on log p(x) is maximised: how the draws are weighed. */
@NullMarked
package dev.elbo.objective;

import org.jspecify.annotations.NullMarked;
