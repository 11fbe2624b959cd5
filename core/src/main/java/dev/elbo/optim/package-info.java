/** Step rules on one flat vector, and how the step size changes over a run. */
@NullMarked
package dev.elbo.optim;

import org.jspecify.annotations.NullMarked;
