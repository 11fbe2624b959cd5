/** Figure 4 of the 2013 paper: what two latents learn, as planes of images. */
@NullMarked
package dev.elbo.paper.fig4;

import org.jspecify.annotations.NullMarked;
