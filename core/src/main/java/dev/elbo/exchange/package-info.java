/** Models to and from other tools. */
@NullMarked
package dev.elbo.exchange;

import org.jspecify.annotations.NullMarked;
