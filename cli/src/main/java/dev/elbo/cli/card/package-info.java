/** What a model's file says of the model, as lines and as a page. */
@NullMarked
package dev.elbo.cli.card;

import org.jspecify.annotations.NullMarked;
