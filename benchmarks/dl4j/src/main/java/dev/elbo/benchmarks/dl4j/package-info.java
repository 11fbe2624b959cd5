/** DL4J's variational auto-encoder layer. */
@NullMarked
package dev.elbo.benchmarks.dl4j;

import org.jspecify.annotations.NullMarked;
