package dev.elbo.benchmarks.tables;

import java.io.IOException;

/** Learns from rows and says of others how strange they are. Used by one thread at a time. */
interface Detector {

  /** The name in tables. */
  String name();

  /** A score for each test row, higher for a stranger one; a function of the seed. */
  double[] scores(AnomalySet set, Setting.Parts parts, long seed) throws IOException;
}
