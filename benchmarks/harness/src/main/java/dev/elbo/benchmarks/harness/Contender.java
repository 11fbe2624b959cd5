package dev.elbo.benchmarks.harness;

import dev.elbo.benchmarks.protocol.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The libraries, and how their JVMs are started. */
public enum Contender {
  /** This project. */
  ELBO("elbo", "dev.elbo.benchmarks.elbo.Elbo", "") {
    @Override
    void flags(Map<String, String> options, int threads, boolean forward, List<String> flags) {
      if (forward) {
        // Scoring takes as many threads as the JVM sees processors.
        flags.add("-XX:ActiveProcessorCount=" + threads);
      }
    }
  },

  /** libtorch through JavaCPP; option {@code blas}: {@code mkl} (default) or {@code openblas}. */
  LIBTORCH("libtorch", "dev.elbo.benchmarks.libtorch.Libtorch", "blas") {
    @Override
    void flags(Map<String, String> options, int threads, boolean forward, List<String> flags) {
      if (options.getOrDefault("blas", "mkl").equals("mkl")) {
        flags.add("-Dorg.bytedeco.openblas.load=mkl");
      }
    }
  },

  /**
   * DL4J on nd4j-native; option {@code natives}: which build of them, {@code plain}, {@code avx512}
   * or {@code onednn-avx512}. Of these {@code avx512} was the fastest, and is taken where the
   * processor can.
   */
  DL4J("dl4j", "dev.elbo.benchmarks.dl4j.Dl4j", "natives") {
    @Override
    void flags(Map<String, String> options, int threads, boolean forward, List<String> flags) {
      String natives = options.getOrDefault("natives", fastestNatives());
      if (!natives.equals("plain")) {
        flags.add("-Djavacpp.platform.extension=-" + natives);
      }
    }
  };

  private static final int FIRST_JAVA_TO_WARN_OF_NATIVES = 24;

  private final String module;
  private final String mainClass;

  /** Name of the option for its JVM, not for its program; empty for none. */
  private final String launchOption;

  Contender(String module, String mainClass, String launchOption) {
    this.module = module;
    this.mainClass = mainClass;
    this.launchOption = launchOption;
  }

  abstract void flags(
      Map<String, String> options, int threads, boolean forward, List<String> flags);

  private static String fastestNatives() {
    return Machine.current().features().contains("avx512bw") ? "avx512" : "plain";
  }

  /**
   * The contender of a name.
   *
   * @throws IllegalArgumentException that lists the valid names
   */
  public static Contender named(String name) {
    return Arrays.stream(values())
        .filter(contender -> contender.module.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no contender \"%s\"; valid names: %s"
                        .formatted(
                            name,
                            Arrays.stream(values())
                                .map(contender -> contender.module)
                                .collect(Collectors.joining(", ")))));
  }

  /** The folder of its module. */
  public String module() {
    return module;
  }

  /** The class to start. */
  public String mainClass() {
    return mainClass;
  }

  /** Options for its JVM. */
  public List<String> jvmFlags(Entrant entrant, @Nullable Workload workload) {
    List<String> flags = new ArrayList<>();
    if (Runtime.version().feature() >= FIRST_JAVA_TO_WARN_OF_NATIVES) {
      flags.add("--enable-native-access=ALL-UNNAMED");
    }
    boolean forward = workload != null && !workload.task().trains();
    flags(entrant.options(), entrant.threads(), forward, flags);
    return flags;
  }

  /** Options that its program understands: those that are not for its JVM. */
  public Map<String, String> programOptions(Map<String, String> options) {
    Map<String, String> rest = new TreeMap<>(options);
    rest.remove(launchOption);
    return rest;
  }

  /** What its environment says about threads; Elbo is told by an argument. */
  public Map<String, String> environment(int threads) {
    String count = Integer.toString(threads);
    return this == ELBO ? Map.of() : Map.of("OMP_NUM_THREADS", count, "MKL_NUM_THREADS", count);
  }

  @Override
  public String toString() {
    return module;
  }
}
