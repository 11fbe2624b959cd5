/** Trained models as ONNX graphs, for other runtimes. */
@NullMarked
package dev.elbo.onnx;

import org.jspecify.annotations.NullMarked;
