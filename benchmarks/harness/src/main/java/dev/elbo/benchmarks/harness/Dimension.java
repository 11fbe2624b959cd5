package dev.elbo.benchmarks.harness;

import dev.elbo.benchmarks.protocol.Workload;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What may grow about the paper's workload, all else the same. */
enum Dimension {
  /** Rows of the data set. */
  ROWS("rows of the data set"),
  /** Hidden units of encoder and decoder. */
  HIDDEN("hidden units"),
  /** Latent variables. */
  LATENTS("latents"),
  /** Draws of z for each row. */
  SAMPLES("samples L"),
  /** Threads, as many as there are processors. */
  THREADS("threads");

  static final Workload BASE = Workload.named("paper");

  private final String title;

  Dimension(String title) {
    this.title = title;
  }

  /** The values to measure, ascending. */
  List<Integer> points() {
    return switch (this) {
      case ROWS -> List.of(1_000, 3_000, 10_000, 30_000, 100_000);
      case HIDDEN -> List.of(125, 250, 500, 1_000, 2_000);
      case LATENTS -> List.of(10, 20, 50, 100, 200);
      case SAMPLES -> List.of(1, 2, 5, 10, 20);
      case THREADS ->
          IntStream.rangeClosed(1, Math.max(2, Runtime.getRuntime().availableProcessors()))
              .boxed()
              .toList();
    };
  }

  String title() {
    return title;
  }

  String heading() {
    return title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
  }

  /** The paper's workload with one size changed. */
  Workload workload(int value) {
    return new Workload(
        "growth",
        BASE.task(),
        BASE.decoder(),
        BASE.columns(),
        this == HIDDEN ? value : BASE.hidden(),
        this == LATENTS ? value : BASE.latents(),
        BASE.minibatch(),
        this == SAMPLES ? value : BASE.samples(),
        this == ROWS ? value : BASE.rows());
  }
}
