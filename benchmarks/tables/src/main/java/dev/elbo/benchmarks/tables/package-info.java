/** What Elbo makes of real tables, beside other methods in the same run. */
@NullMarked
package dev.elbo.benchmarks.tables;

import org.jspecify.annotations.NullMarked;
