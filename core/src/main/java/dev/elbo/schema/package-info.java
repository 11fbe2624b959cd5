/** What the columns of a table are: values that are printed, stored and compared. */
@NullMarked
package dev.elbo.schema;

import org.jspecify.annotations.NullMarked;
