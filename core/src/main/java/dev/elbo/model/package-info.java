/** The variational auto-encoder: networks and distributions joined, and draws from it. */
@NullMarked
package dev.elbo.model;

import org.jspecify.annotations.NullMarked;
