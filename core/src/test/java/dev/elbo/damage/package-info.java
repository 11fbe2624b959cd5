/** Files that are damaged in many ways, and what reading them takes. */
@NullMarked
package dev.elbo.damage;

import org.jspecify.annotations.NullMarked;
