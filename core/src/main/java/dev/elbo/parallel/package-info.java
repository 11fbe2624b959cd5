/** A few threads that share the tasks of one computation. */
@NullMarked
package dev.elbo.parallel;

import org.jspecify.annotations.NullMarked;
