/** How a CSV file is written: delimiter and header, found in its first lines. */
@NullMarked
package dev.elbo.table.csv;

import org.jspecify.annotations.NullMarked;
