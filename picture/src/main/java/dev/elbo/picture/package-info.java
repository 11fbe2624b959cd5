/** Pictures of a run as PNG files: its learning curve, and what its model makes of rows. */
@NullMarked
package dev.elbo.picture;

import org.jspecify.annotations.NullMarked;
