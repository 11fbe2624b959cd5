/** The page that a run leaves: settings, figures and pictures in one file. */
@NullMarked
package dev.elbo.cli.report;

import org.jspecify.annotations.NullMarked;
