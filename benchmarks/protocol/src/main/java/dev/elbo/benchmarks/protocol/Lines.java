package dev.elbo.benchmarks.protocol;

/**
 * The words of the protocol. The harness writes requests to a contender's standard input; the
 * contender answers each with one line on its standard output, behind {@link #MARK}, since native
 * libraries print there too.
 *
 * <pre>
 * (start)     ready VERSIONS
 * steps N     times NANOS … (N of them)
 * objective   objective NATS
 * race        epoch NUMBER BOUND … and finished
 * quit        (ends)
 * anything    failed MESSAGE (ends)
 * </pre>
 */
public final class Lines {
  /** Start of every line that belongs to the protocol. */
  public static final String MARK = "@ ";

  /** Argument: the contender's number of threads. */
  public static final String THREADS = "threads";

  /** Argument: {@link Workload#encoded}. */
  public static final String WORKLOAD = "workload";

  /** Argument: the folder with MNIST. */
  public static final String MNIST = "mnist";

  /** Argument: the bound to reach. */
  public static final String TARGET = "target";

  /** Argument: most epochs. */
  public static final String EPOCHS = "epochs";

  /** Argument prefix: an option of the contender's own. */
  public static final String OPTION = "option.";

  private Lines() {}
}
