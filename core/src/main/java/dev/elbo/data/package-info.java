/** Rows in memory: data sets, the files they come from, binarisation and splits. */
@NullMarked
package dev.elbo.data;

import org.jspecify.annotations.NullMarked;
