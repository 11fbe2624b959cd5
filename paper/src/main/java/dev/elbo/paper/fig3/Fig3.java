package dev.elbo.paper.fig3;

import dev.elbo.data.DataCache;
import dev.elbo.eval.HamiltonianOptions;
import dev.elbo.paper.baseline.Method;
import dev.elbo.paper.curve.CurvePart;
import dev.elbo.paper.curve.Curves;
import dev.elbo.paper.data.PaperSet;
import dev.elbo.paper.frame.Budget;
import dev.elbo.paper.frame.Experiment;
import dev.elbo.paper.frame.Markdown;
import dev.elbo.paper.frame.Part;
import dev.elbo.paper.frame.Report;
import dev.elbo.paper.frame.Results;
import dev.elbo.paper.frame.Table;
import dev.elbo.picture.PanelChart;
import dev.elbo.picture.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
      case QUICK -> panels(5_000_000);
      case FULL -> panels(60_000_000);
    };
  }

  private static List<Fig3Panel> panels(long samples) {
    return IntStream.of(1_000, 50_000)
        .mapToObj(
            rows ->
                new Fig3Panel(
                    PaperSet.MNIST, rows, 100, samples, 100_000, 200_000, 1e6, -160, -100))
        .toList();
  }

  /** 50 posterior samples and 4 leapfrog steps on the first 1000 rows, as in the paper's App. E. */
  private static MarginalOptions measurement(Budget budget) {
    return budget == Budget.TRIAL
        ? new MarginalOptions(20, 50, new HamiltonianOptions(4, 0.9, 10, 2), 100, 20, SEED)
        : new MarginalOptions(1000, 50, new HamiltonianOptions(4, 0.9, 15, 5), 1000, 100, SEED);
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
    List<Fig3Panel> panels = panels(budget);
    return new Report(
        Map.of("fig3", results.all()),
        Map.of(
            "fig3",
            () ->
                PanelChart.draw(
                    "Figure 3",
                    "log p(x) by the estimator of Appendix D, mean over the first training and test"
                        + " rows; higher is better.",
                    panels.size(),
                    panels.stream().map(panel -> panel.draw(results)).toList())),
        table(panels, results),
        deviations());
  }

  private static String table(List<Fig3Panel> panels, Results results) {
    List<List<String>> rows = new ArrayList<>();
    for (Fig3Panel panel : panels) {
      for (Method method : Fig3Panel.METHODS) {
        Table part = results.table(panel.part(method));
        List<String> row = new ArrayList<>();
        row.add(Numbers.whole(panel.trainingRows()));
        row.add(method.label());
        row.add(Numbers.plain(Curves.stepSize(part)));
        for (String set : List.of(MarginalFigures.TRAIN, MarginalFigures.TEST)) {
          Table curve = Curves.curve(part);
          double appendixD = curve.last(set);
          double importance = curve.last(set + MarginalFigures.IMPORTANCE);
          row.add(Numbers.fixed(appendixD, 2));
          row.add(Numbers.fixed(importance, 2));
          row.add(Numbers.fixed(appendixD - importance, 2));
        }
        row.add(Numbers.fixed(Curves.secondsPerMillion(part), 1));
        rows.add(row);
      }
    }
    return "The paper shows curves and gives no figures. It says that Monte Carlo EM is not an"
        + " on-line algorithm and cannot be applied efficiently to the full set. log p(x) at the end"
        + " of the curves, in nats a row, by the estimator of Appendix D and by importance sampling,"
        + " and seconds of one thread for a million training samples, measurements left out:\n\n"
        + Markdown.table(
            List.of(
                "training rows",
                "method",
                "step size",
                "train: App. D",
                "importance",
                "difference",
                "test: App. D",
                "importance",
                "difference",
                "s a million"),
            rows);
  }

  private static List<String> deviations() {
    return List.of(
        "Training rows are the first of MNIST's training files; pixels are grey, as in Figure 2.",
        "Monte Carlo EM keeps a chain for each training row, which begins at the prior and is moved"
            + " once at each visit; so it runs with 50,000 rows, too. A visit counts as one sample"
            + " seen, though it evaluates the row 11 times to draw z and 5 times to move the weights:"
            + " the seconds tell the price.",
        "For each measurement and method a recognition model is fitted to the decoder, on the rows"
            + " measured. Chains start at its draws, and importance sampling draws from it. The"
            + " model's own takes no part, and Monte Carlo EM has none. Chains that start at the"
            + " prior get stuck, and estimates are then tens or hundreds of nats too low.",
        "The step size is chosen for each panel and method by the importance-sampled log p(x) of the"
            + " first training rows after the samples of a pilot; the paper says \"the first few"
            + " iterations\".",
        "Adagrad gathers squared gradients for 100 steps before it moves, as in the code that the"
            + " first author published.",
        "Log-variances of q pass smooth bounds.");
  }
}
