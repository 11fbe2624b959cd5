/** Figure 5 of the 2013 paper: images drawn from models of more and more latents. */
@NullMarked
package dev.elbo.paper.fig5;

import org.jspecify.annotations.NullMarked;
