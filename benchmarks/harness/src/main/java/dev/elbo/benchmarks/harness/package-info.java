/** Starts contenders, asks them in turn, compares, reports. */
@NullMarked
package dev.elbo.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
