/**
 * The data sets of the papers: where they are looked up, and how to get those that are not here.
 */
@NullMarked
package dev.elbo.paper.data;

import org.jspecify.annotations.NullMarked;
