/** What {@code elbo score} writes and says of a table's rows. */
@NullMarked
package dev.elbo.cli.score;

import org.jspecify.annotations.NullMarked;
