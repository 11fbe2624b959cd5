/** How far a method has come against the training samples it has seen. */
@NullMarked
package dev.elbo.paper.curve;

import org.jspecify.annotations.NullMarked;
