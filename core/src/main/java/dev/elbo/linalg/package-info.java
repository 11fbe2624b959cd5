/**
 * Dense float32 kernels: matrix product and element-wise functions. Shapes are checked here, once.
 */
@NullMarked
package dev.elbo.linalg;

import org.jspecify.annotations.NullMarked;
