/** Numbers as people read them, in pictures and beside them. */
@NullMarked
package dev.elbo.picture.text;

import org.jspecify.annotations.NullMarked;
