package dev.elbo.benchmarks.tables;

import java.util.concurrent.ForkJoinPool;
import smile.anomaly.IsolationForest;
import smile.math.MathEx;

/**
 * Smile's isolation forest with the settings of its authors (Liu, Ting and Zhou 2008): 100 trees of
 * 256 rows each, as deep as log₂ 256, split along one column at a time.
 */
final class ForestDetector implements Detector {
  private static final int TREES = 100;
  private static final int ROWS = 256;
  private static final int DEPTH = 8;

  @Override
  public String name() {
    return "isolation forest";
  }

  @Override
  public double[] scores(AnomalySet set, Setting.Parts parts, long seed) {
    StandardizedRows rows =
        StandardizedRows.of(set.select(parts.train()), set.select(parts.test()));
    // Smile's random numbers belong to the thread, and it would take all threads of a shared pool.
    ForkJoinPool own = new ForkJoinPool(1);
    try {
      return own.submit(() -> scores(rows, seed)).join();
    } finally {
      own.shutdown();
    }
  }

  private static double[] scores(StandardizedRows rows, long seed) {
    MathEx.setSeed(seed);
    // A tree of fewer rows than that leaves one out: Smile takes shares below 1 only.
    double share = Math.min(Math.nextDown(1.0), (double) ROWS / rows.train().length);
    IsolationForest forest = IsolationForest.fit(rows.train(), TREES, DEPTH, share, 0);
    return forest.score(rows.test());
  }
}
