package dev.elbo.paper.fig3;

import dev.elbo.data.DataCache;
import dev.elbo.eval.HamiltonianOptions;
import dev.elbo.paper.baseline.Method;
import dev.elbo.paper.curve.CurvePart;
import dev.elbo.paper.data.PaperSet;
import dev.elbo.paper.frame.Budget;
import dev.elbo.paper.frame.Experiment;
import dev.elbo.paper.frame.Part;
import dev.elbo.paper.frame.Report;
import dev.elbo.paper.frame.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@code AEVB Fig. 3}: the marginal likelihood against training samples seen, by AEVB, wake-sleep
 * and Monte Carlo EM, for few and for many training rows.
 */
public final class Fig3 implements Experiment {
  private static final long SEED = 1;

  private static List<Fig3Panel> panels(Budget budget) {
    return switch (budget) { // set, rows, hidden, samples, of pilots, first point, axes
      case TRIAL ->
          IntStream.of(200, 1400)
              .mapToObj(
                  rows ->
                      new Fig3Panel(
                          PaperSet.DIGITS, rows, 16, 42_000, 14_000, 14_000, 1e3, -45, -15))
              .toList();
      case QUICK -> panels(2_000_000);
      case FULL -> panels(60_000_000);
    };
  }

  private static List<Fig3Panel> panels(long samples) {
    return IntStream.of(1_000, 50_000)
        .mapToObj(
            rows ->
                new Fig3Panel(
                    PaperSet.MNIST, rows, 100, samples, 100_000, 100_000, 1e6, -160, -100))
        .toList();
  }

  /** 50 posterior samples and 4 leapfrog steps on the first 1000 rows, as in the paper's App. E. */
  private static MarginalOptions measurement(Budget budget) {
    return budget == Budget.TRIAL
        ? new MarginalOptions(
            20, 50, new HamiltonianOptions(4, 0.9, 10, 3), 2_000, 100, 20, 0.002, SEED)
        : new MarginalOptions(
            1000, 50, new HamiltonianOptions(4, 0.9, 10, 3), 100_000, 500, 100, 0.002, SEED);
  }

  @Override
  public String name() {
    return "fig3";
  }

  @Override
  public String title() {
    return "AEVB, Figure 3: the marginal likelihood against training samples";
  }

  @Override
  public Set<PaperSet> sets(Budget budget) {
    return panels(budget).stream().map(Fig3Panel::set).collect(Collectors.toSet());
  }

  @Override
  public List<Part> parts(Budget budget, DataCache data) {
    MarginalOptions options = measurement(budget);
    List<Part> parts = new ArrayList<>();
    for (Fig3Panel panel : panels(budget)) {
      for (Method method : Fig3Panel.METHODS) {
        parts.add(
            CurvePart.of(
                panel.part(method),
                panel.recipe(method),
                options,
                data,
                (vae, training, test) -> new MarginalFigures(vae, options, training, test)));
      }
    }
    return parts;
  }

  @Override
  public Report report(Budget budget, Results results) {
    return new Fig3Report(panels(budget), results).report();
  }
}
