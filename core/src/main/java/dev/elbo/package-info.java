/**
 * The front door: {@link dev.elbo.Training} makes an {@link dev.elbo.AutoEncoder}, which encodes,
 * decodes, reconstructs, samples and evaluates. Applications need no other package but those of the
 * values handed in and out.
 */
@NullMarked
package dev.elbo;

import org.jspecify.annotations.NullMarked;
