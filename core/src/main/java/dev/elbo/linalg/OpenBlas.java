package dev.elbo.linalg;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.jspecify.annotations.Nullable;

/**
 * OpenBLAS, called through netlib's JNI on plain {@code float[]} without copies, one thread a call.
 *
 * <p>JavaCPP unpacks the library of the running platform; netlib is then pointed at the very same
 * file, so that the process holds one copy of OpenBLAS and the thread count set here is the one
 * that counts.
 */
final class OpenBlas implements ProductEngine {
  /** The property by which netlib is told its library; the only one this library sets. */
  private static final String NETLIB_LIBRARY = "dev.ludovic.netlib.blas.nativeLibPath";

  /** Kept here because a logger that nobody holds forgets its level. */
  private static final Logger NETLIB_LOG = Logger.getLogger("dev.ludovic.netlib.blas");

  private final BLAS blas;
  private final Path library;

  private OpenBlas(BLAS blas, Path library) {
    this.blas = blas;
    this.library = library;
  }

  /**
   * Loads the native library.
   *
   * @throws LinkageError or RuntimeException where it does not load
   */
  static OpenBlas load() {
    Path library = find(Path.of(Loader.load(openblas_nolapack.class)).toAbsolutePath().getParent());
    NETLIB_LOG.setLevel(Level.WARNING);
    System.setProperty(NETLIB_LIBRARY, library.toString());
    BLAS blas = NativeBLAS.getInstance();
    openblas_nolapack.blas_set_num_threads(1);
    return new OpenBlas(blas, library);
  }

  /** The library beside JavaCPP's own: {@code libopenblas_nolapack.so.0}, {@code ….0.dylib}, … */
  private static Path find(@Nullable Path folder) {
    Objects.requireNonNull(folder, "a file's absolute path has a parent");
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.getFileName().toString().startsWith("libopenblas_nolapack"))
          .filter(f -> !Files.isSymbolicLink(f))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no OpenBLAS library in " + folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path library() {
    return library;
  }

  @Override
  public String name() {
    return "OpenBLAS";
  }

  /**
   * BLAS counts by columns: a row-major C = A·B is its Cᵀ = Bᵀ·Aᵀ, so the operands change places.
   */
  @Override
  public void multiply(
      boolean transposeA, boolean transposeB, Matrix a, Matrix b, float beta, Matrix c) {
    int inner = transposeA ? a.rows() : a.columns();
    if (c.rows() == 0 || c.columns() == 0) {
      return;
    }
    blas.sgemm(
        transposeB ? "T" : "N",
        transposeA ? "T" : "N",
        c.columns(),
        c.rows(),
        inner,
        1f,
        b.array(),
        b.at(0, 0),
        Math.max(1, b.stride()),
        a.array(),
        a.at(0, 0),
        Math.max(1, a.stride()),
        beta,
        c.array(),
        c.at(0, 0),
        Math.max(1, c.stride()));
  }
}
