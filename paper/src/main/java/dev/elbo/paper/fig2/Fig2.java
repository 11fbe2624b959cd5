package dev.elbo.paper.fig2;

import dev.elbo.data.DataCache;
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
import dev.elbo.picture.Drawing;
import dev.elbo.picture.PanelChart;
import dev.elbo.picture.text.Numbers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * {@code AEVB Fig. 2}: the lower bound against training samples seen, by AEVB and by wake-sleep, on
 * training and test rows, of digits and faces, for several numbers of latents.
 */
public final class Fig2 implements Experiment {
  /** Panels a line of the figure. */
  private static final int ACROSS = 5;

  /** Test bounds that other code, in double precision, reached with this recipe and budget. */
  private static final Map<String, Double> ELSEWHERE =
      Map.of(
          "mnist-3", -142.0,
          "mnist-5", -124.8,
          "mnist-10", -109.8,
          "mnist-20", -105.8,
          "frey-faces-2", 841.0,
          "frey-faces-5", 1077.0,
          "frey-faces-10", 1252.0,
          "frey-faces-20", 1266.0);

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
    List<Fig2Panel> panels = panels(budget);
    return new Report(
        Map.of("fig2", results.all()),
        Map.of("fig2", () -> draw(panels, results)),
        bounds(panels, budget, results) + "\n" + clock(panels, results),
        deviations());
  }

  private static Drawing draw(List<Fig2Panel> panels, Results results) throws IOException {
    return PanelChart.draw(
        "Figure 2",
        "The lower bound, mean over all training and all test rows, in the paper's axes; higher is"
            + " better.",
        ACROSS,
        panels.stream().map(panel -> panel.draw(results)).toList());
  }

  private static String bounds(List<Fig2Panel> panels, Budget budget, Results results) {
    List<List<String>> rows = new ArrayList<>();
    for (Fig2Panel panel : panels) {
      List<String> row = new ArrayList<>();
      row.add(panel.name());
      Table curve = Curves.curve(results.table(panel.part(Method.AEVB)));
      row.add(Numbers.whole((long) curve.last("samples")));
      for (Method method : Fig2Panel.METHODS) {
        row.add(Numbers.plain(Curves.stepSize(results.table(panel.part(method)))));
        row.add(Numbers.fixed(panel.last(results, method, LowerBounds.TRAIN), 1));
        row.add(Numbers.fixed(panel.last(results, method, LowerBounds.TEST), 1));
      }
      double ahead =
          panel.last(results, Method.AEVB, LowerBounds.TEST)
              - panel.last(results, Method.WAKE_SLEEP, LowerBounds.TEST);
      row.add(Numbers.fixed(ahead, 1));
      Double elsewhere = budget == Budget.QUICK ? ELSEWHERE.get(panel.name()) : null;
      row.add(elsewhere == null ? "–" : Numbers.fixed(elsewhere, 1));
      rows.add(row);
    }
    return "The paper shows curves and gives no figures. It claims that AEVB ends above wake-sleep in"
        + " every panel, and that more latents than needed do not overfit. Bounds at the end, in nats"
        + " a row; the last column is the test bound of AEVB that other code, in double precision and"
        + " with a step size of 0.02 (digits) or 0.01 (faces), reached.\n\n"
        + Markdown.table(
            List.of(
                "panel",
                "samples",
                "AEVB step size",
                "train",
                "test",
                "wake-sleep step size",
                "train",
                "test",
                "AEVB ahead by",
                "other code"),
            rows);
  }

  private static String clock(List<Fig2Panel> panels, Results results) {
    List<List<String>> rows = new ArrayList<>();
    for (Fig2Panel panel : panels) {
      List<String> row = new ArrayList<>(List.of(panel.name()));
      for (Method method : Fig2Panel.METHODS) {
        row.add(Numbers.fixed(Curves.secondsPerMillion(results.table(panel.part(method))), 1));
      }
      rows.add(row);
    }
    return "The clock: seconds of one thread for a million training samples, measurements left out."
        + " The paper took 20 to 40 minutes (1200 to 2400 s) at an effective 40 GFLOPS.\n\n"
        + Markdown.table(List.of("panel", "AEVB", "wake-sleep"), rows);
  }

  private static List<String> deviations() {
    return List.of(
        "MNIST's training rows are the 60,000 images of the training files; the paper does not"
            + " say whether it left some out.",
        "Grey pixels are the probabilities of a Bernoulli likelihood. What wake-sleep dreams are"
            + " draws of zeros and ones, and so is what its recognition model is given awake.",
        "Faces are split at random into 1565 and 400. They are frames of one film, so the test bound"
            + " is one of faces nearly seen.",
        "Log-variances pass smooth bounds, so that Adagrad at 0.1 does not diverge.",
        "Adagrad gathers squared gradients for 100 steps before it moves, as in the code that the"
            + " first author published. Without that its first steps drive latents to a bound of"
            + " their log σ², where they stay.",
        "The step size is chosen for each panel and method by the training bound after the samples"
            + " of a pilot; the paper says \"the first few iterations\".",
        "The rows of a curve are all training and all test rows, with one draw of z each; the paper"
            + " does not say which it took.");
  }
}
