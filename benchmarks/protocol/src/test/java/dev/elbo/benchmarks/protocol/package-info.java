@NullMarked
package dev.elbo.benchmarks.protocol;

import org.jspecify.annotations.NullMarked;
