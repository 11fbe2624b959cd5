package dev.elbo.benchmarks.libtorch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Which BLAS multiplies. libtorch of this build does not know: it is linked with a stand-in that
 * either library can be loaded as.
 */
final class Products {
  private static final Path MAPPED = Path.of("/proc/self/maps");

  private Products() {}

  /** {@code mkl} or {@code openblas}, as mapped into this process after a product. */
  static String library() {
    try (PointerScope scope = new PointerScope()) {
      Tensor a = torch.randn(64, 64);
      a.matmul(a);
      // MKL loads the kernels of the processor at hand with the first product.
      return Files.readString(MAPPED).contains("libmkl_core") ? "mkl" : "openblas";
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + MAPPED, e);
    }
  }
}
