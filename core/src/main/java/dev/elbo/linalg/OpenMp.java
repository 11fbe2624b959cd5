package dev.elbo.linalg;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;

/**
 * The OpenMP runtime that oneDNN is linked with. It keeps a number of threads for each calling
 * thread; without a word it would start as many as there are processors for every product of every
 * one of our threads.
 *
 * <p>Pools that clear a thread's locals, such as the common one, have it told again.
 */
final class OpenMp {
  private final Function setNumThreads;
  private final ThreadLocal<Boolean> told = ThreadLocal.withInitial(this::tell);

  /**
   * Looks the runtime up.
   *
   * @param library path of a library that is linked with it
   * @throws UnsatisfiedLinkError where it is not found
   */
  OpenMp(String library) {
    setNumThreads = find(library);
  }

  /** Unix looks a symbol up in all a library is linked with; Windows in the one that has it. */
  private static Function find(String library) {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    return NativeLibrary.getInstance(windows ? "vcomp140" : library)
        .getFunction("omp_set_num_threads");
  }

  /** From now on products run on the calling thread alone. */
  void useOneThread() {
    told.get();
  }

  private Boolean tell() {
    setNumThreads.invokeVoid(new Object[] {1});
    return true;
  }
}
