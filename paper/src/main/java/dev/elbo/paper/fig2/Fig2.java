package dev.elbo.paper.fig2;

import dev.elbo.data.DataCache;
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
import java.util.stream.Stream;

/**
 * {@code AEVB Fig. 2}: the lower bound against training samples seen, by AEVB and by wake-sleep, on
 * training and test rows, of digits and faces, for several numbers of latents.
 */
public final class Fig2 implements Experiment {
  private static List<Fig2Panel> panels(Budget budget) {
    return switch (budget) { // set, hidden, latents, samples, of pilots, axes
      case TRIAL ->
          IntStream.of(2, 5)
              .mapToObj(
                  n -> new Fig2Panel(PaperSet.DIGITS, 32, n, 43_000, 14_000, 1e4, 1e5, -45, -15))
              .toList();
      case QUICK -> panels(5_000_000, 10_000_000);
      case FULL -> panels(100_000_000, 100_000_000);
    };
  }

  private static List<Fig2Panel> panels(long digits, long faces) {
    return Stream.concat(
            IntStream.of(3, 5, 10, 20, 200)
                .mapToObj(
                    n ->
                        new Fig2Panel(
                            PaperSet.MNIST, 500, n, digits, 100_000, 1e5, 1e8, -150, -100)),
            IntStream.of(2, 5, 10, 20)
                .mapToObj(
                    n ->
                        new Fig2Panel(
                            PaperSet.FREY_FACES, 200, n, faces, 100_000, 1e5, 1e8, 0, 1600)))
        .toList();
  }

  @Override
  public String name() {
    return "fig2";
  }

  @Override
  public String title() {
    return "AEVB, Figure 2: the lower bound against training samples";
  }

  @Override
  public Set<PaperSet> sets(Budget budget) {
    return panels(budget).stream().map(Fig2Panel::set).collect(Collectors.toSet());
  }

  @Override
  public List<Part> parts(Budget budget, DataCache data) {
    List<Part> parts = new ArrayList<>();
    for (Fig2Panel panel : panels(budget)) {
      for (Method method : Fig2Panel.METHODS) {
        parts.add(
            CurvePart.of(
                panel.part(method),
                panel.recipe(method),
                LowerBounds.SETTINGS,
                data,
                LowerBounds::new));
      }
    }
    return parts;
  }

  @Override
  public Report report(Budget budget, Results results) {
    return new Fig2Report(panels(budget), budget, results).report();
  }
}
