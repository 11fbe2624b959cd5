/** Figure 3 of the 2013 paper: the marginal likelihood against training samples. */
@NullMarked
package dev.elbo.paper.fig3;

import org.jspecify.annotations.NullMarked;
