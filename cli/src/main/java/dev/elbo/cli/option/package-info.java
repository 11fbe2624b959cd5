/**
 * Arguments and options of the commands: their words, defaults, checks, and what they stand for.
 */
@NullMarked
package dev.elbo.cli.option;

import org.jspecify.annotations.NullMarked;
