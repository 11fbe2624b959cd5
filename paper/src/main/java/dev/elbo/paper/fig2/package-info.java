/** Figure 2 of the 2013 paper: the lower bound against training samples. */
@NullMarked
package dev.elbo.paper.fig2;

import org.jspecify.annotations.NullMarked;
