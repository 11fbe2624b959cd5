package dev.elbo.cli.report;

import dev.elbo.eval.Evaluation;
import dev.elbo.picture.text.Numbers;

/** The table of figures. */
final class FigureTable {
  private FigureTable() {}

  static String html(Evaluation e) {
    return """
        <table class="figures">
        <thead><tr><th scope="col">figure</th><th scope="col">value</th><th scope="col">unit</th>
        <th scope="col">what it is</th></tr></thead>
        <tbody>
        %s%s%s%s%s%s</tbody>
        </table>
        """
        .formatted(
            row(
                "lower bound",
                Numbers.fixed(e.elbo(), 3),
                "nats per row",
                "reconstruction − KL, never above log <i>p</i>(<i>x</i>) but for chance; higher is"
                    + " better"),
            row(
                "reconstruction",
                Numbers.fixed(e.reconstruction(), 3),
                "nats per row",
                "mean of log <i>p</i>(<i>x</i>|<i>z</i>) over draws of <i>z</i> from the encoder;"
                    + " higher is better"),
            row(
                "KL",
                Numbers.fixed(e.kl(), 3),
                "nats per row",
                "KL(<i>q</i>(<i>z</i>|<i>x</i>) ‖ <i>p</i>(<i>z</i>)), in closed form: how far the"
                    + " codes go from the prior"),
            row(
                "log-likelihood",
                Numbers.fixed(e.logLikelihood(), 3) + error(e),
                "nats per row",
                "log <i>p</i>(<i>x</i>) by importance sampling, <i>k</i> = %s draws a row; ± is"
                        .formatted(Numbers.whole(e.samples()))
                    + " the standard error of the draws"),
            row(
                "bits per dimension",
                Numbers.fixed(e.bitsPerDimension(), 4),
                "bits per column",
                "−log₂ <i>p</i>(<i>x</i>) over the number of columns; lower is better"),
            row(
                "active latents",
                "%d of %d".formatted(e.activeUnits(), e.divergences().size()),
                "",
                "those whose posterior mean varies over the rows by more than %s (variance)"
                    .formatted(Evaluation.ACTIVE)));
  }

  private static String error(Evaluation e) {
    double error = e.logLikelihoodStandardError();
    return Double.isNaN(error) ? "" : " ± " + Numbers.fixed(error, 3);
  }

  /** The last two are HTML. */
  private static String row(String name, String value, String unit, String meaning) {
    return "<tr><th scope=\"row\">%s</th><td>%s</td><td>%s</td><td>%s</td></tr>\n"
        .formatted(name, value, unit, meaning);
  }
}
