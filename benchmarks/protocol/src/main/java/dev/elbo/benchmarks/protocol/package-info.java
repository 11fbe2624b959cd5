/** What every contender shares: workloads, data and the line protocol. No third party. */
@NullMarked
package dev.elbo.benchmarks.protocol;

import org.jspecify.annotations.NullMarked;
