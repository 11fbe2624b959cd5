@NullMarked
package dev.elbo.benchmarks.tables;

import org.jspecify.annotations.NullMarked;
