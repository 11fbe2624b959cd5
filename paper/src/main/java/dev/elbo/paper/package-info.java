/** The experiments of the papers, reproduced by command. */
@NullMarked
package dev.elbo.paper;

import org.jspecify.annotations.NullMarked;
