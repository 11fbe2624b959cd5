/** How the 2013 paper trains, and a model trained as a part of an experiment. */
@NullMarked
package dev.elbo.paper.recipe;

import org.jspecify.annotations.NullMarked;
