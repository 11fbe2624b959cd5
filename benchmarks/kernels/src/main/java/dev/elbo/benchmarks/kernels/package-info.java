/** JMH benchmarks of the functions that a step spends its time in. */
@NullMarked
package dev.elbo.benchmarks.kernels;

import org.jspecify.annotations.NullMarked;
