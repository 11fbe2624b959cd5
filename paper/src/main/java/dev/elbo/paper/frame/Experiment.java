package dev.elbo.paper.frame;

import dev.elbo.data.DataCache;
import dev.elbo.paper.data.PaperSet;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * A figure or a table of a paper: the parts to compute, and what they add up to.
 *
 * <p>An implementation states what its parts are, budget by budget, as data in one place.
 */
public interface Experiment {

  /** The word on the command line, and the name of its files: {@code fig4}. */
  String name();

  /** What it shows, in a line. */
  String title();

  /** The data sets that its parts read. */
  Set<PaperSet> sets(Budget budget);

  /**
   * The parts, those first that should be ready first. Nothing is read yet: a part reads its data
   * when it runs.
   *
   * @param data where the sets are looked up
   */
  List<Part> parts(Budget budget, DataCache data);

  /** Adds up what all parts have found. */
  Report report(Budget budget, Results results) throws IOException;
}
