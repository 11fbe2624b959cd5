/** What the estimators of the bound are worth: the gradient's variance, the bound by draws. */
@NullMarked
package dev.elbo.paper.estimators;

import org.jspecify.annotations.NullMarked;
