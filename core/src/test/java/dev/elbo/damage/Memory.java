package dev.elbo.damage;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What a thread takes of the heap. */
public final class Memory {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Memory() {}

  /** Bytes that this thread has taken since it began, whether they are still in use or not. */
  public static long taken() {
    return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
  }
}
