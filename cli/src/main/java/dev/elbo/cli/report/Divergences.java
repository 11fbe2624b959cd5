package dev.elbo.cli.report;

import dev.elbo.eval.Evaluation;
import dev.elbo.picture.text.Numbers;
import java.util.List;
import java.util.Locale;

/** KL of each latent as a table whose bars are drawn with CSS. */
final class Divergences {
  /** Latents shown one by one. */
  private static final int MOST = 40;

  private Divergences() {}

  static String html(Evaluation e) {
    List<Integer> order = e.latentsByDivergence();
    List<Integer> shown = order.subList(0, Math.min(MOST, order.size()));
    double largest = Math.max(1e-9, e.divergences().get(order.get(0)));
    StringBuilder rows = new StringBuilder();
    for (int latent : shown) {
      double kl = e.divergences().get(latent);
      boolean active = e.activities().get(latent) > Evaluation.ACTIVE;
      rows.append(
          """
          <tr%s><th scope="row">latent %d</th><td><span class="bar" style="width:%s%%"></span></td><td>%s</td></tr>
          """
              .formatted(
                  active ? "" : " class=\"inactive\"",
                  latent + 1,
                  String.format(Locale.ROOT, "%.1f", Math.max(0, 100 * kl / largest)),
                  Numbers.fixed(kl, 3) + (active ? "" : " inactive")));
    }
    return """
        <p>How many nats of each row a latent carries, the most first. An inactive latent says the same
        about every row.%s</p>
        <table class="bars">
        <thead><tr><th scope="col">latent</th><th scope="col"></th><th scope="col">nats per row</th></tr></thead>
        <tbody>
        %s</tbody>
        </table>
        """
        .formatted(rest(e, order), rows);
  }

  private static String rest(Evaluation e, List<Integer> order) {
    if (order.size() <= MOST) {
      return "";
    }
    double sum = order.subList(MOST, order.size()).stream().mapToDouble(e.divergences()::get).sum();
    return " The %s further ones carry %s nats together."
        .formatted(Numbers.whole(order.size() - MOST), Numbers.fixed(sum, 3));
  }
}
