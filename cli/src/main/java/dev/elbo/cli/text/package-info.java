/** Lines and commands as people read them, wherever they stand. */
@NullMarked
package dev.elbo.cli.text;

import org.jspecify.annotations.NullMarked;
