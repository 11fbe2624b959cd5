/** Tables in and out, and what their columns are. The one package that knows the database. */
@NullMarked
package dev.elbo.table;

import org.jspecify.annotations.NullMarked;
