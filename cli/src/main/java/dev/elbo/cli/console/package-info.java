/** What stands on the terminal: streams, progress, log lines, failures. */
@NullMarked
package dev.elbo.cli.console;

import org.jspecify.annotations.NullMarked;
