/** Keeps the pages under {@code docs/} true: their code, numbers, names and links. */
@NullMarked
package dev.elbo.docs;

import org.jspecify.annotations.NullMarked;
