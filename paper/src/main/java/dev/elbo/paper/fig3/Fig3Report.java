package dev.elbo.paper.fig3;

import dev.elbo.paper.baseline.Method;
import dev.elbo.paper.curve.Curves;
import dev.elbo.paper.frame.Markdown;
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

/** What the curves of Figure 3 add up to. */
record Fig3Report(List<Fig3Panel> panels, Results results) {

  Report report() {
    return new Report(
        Map.of("fig3", results.all()), Map.of("fig3", this::draw), table(), deviations());
  }

  private Drawing draw() throws IOException {
    return PanelChart.draw(
        "Figure 3",
        "log p(x) by the estimator of Appendix D, mean over the first training and test rows;"
            + " higher is better.",
        panels.size(),
        panels.stream().map(panel -> panel.draw(results)).toList());
  }

  private String table() {
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
        "log p(x) is measured alike for every method, whether or not it has an encoder: a recognition"
            + " model is fitted to the decoder on the rows measured; importance sampling draws from it"
            + " and from the prior, and the chains of the estimator of Appendix D start at these"
            + " draws.",
        "Posteriors of a decoder learnt by Monte Carlo EM from few rows have several hills. The"
            + " Gaussian fitted to them spreads between, and the estimate is then some nats too high"
            + " for a few rows: where the two estimates differ, importance sampling is to be"
            + " trusted.",
        "The step size is chosen for each panel and method by the importance-sampled log p(x) of the"
            + " first training rows after the samples of a pilot; the paper says \"the first few"
            + " iterations\".",
        "Adagrad gathers squared gradients for 100 steps before it moves, as in the code that the"
            + " first author published.",
        "Log-variances of q pass smooth bounds.");
  }
}
