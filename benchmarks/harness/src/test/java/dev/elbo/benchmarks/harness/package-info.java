@NullMarked
package dev.elbo.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
