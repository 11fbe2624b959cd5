/** libtorch through the JavaCPP API. */
@NullMarked
package dev.elbo.benchmarks.libtorch;

import org.jspecify.annotations.NullMarked;
