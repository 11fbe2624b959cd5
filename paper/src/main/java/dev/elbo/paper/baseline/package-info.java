/** Ways to learn the paper's networks, side by side: AEVB and what it was compared with. */
@NullMarked
package dev.elbo.paper.baseline;

import org.jspecify.annotations.NullMarked;
