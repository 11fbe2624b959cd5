/** Where the published data sets are fetched from. */
@NullMarked
package dev.elbo.cli.fetch;

import org.jspecify.annotations.NullMarked;
