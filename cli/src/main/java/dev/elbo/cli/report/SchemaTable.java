package dev.elbo.cli.report;

import dev.elbo.eval.Calibration;
import dev.elbo.picture.text.Numbers;
import dev.elbo.preprocessing.Preprocessing;
import dev.elbo.schema.Column;
import java.util.Optional;

/** What the columns of a table are, and what each usually contributes to log p(x). */
final class SchemaTable {
  private SchemaTable() {}

  static String html(Preprocessing preprocessing, Optional<Calibration> calibration) {
    StringBuilder rows = new StringBuilder();
    int modelled = 0;
    for (Column column : preprocessing.schema().columns()) {
      String usual = "";
      if (column.kind().isModelled()) {
        int d = modelled++;
        usual = calibration.map(c -> Numbers.fixed(c.usual().get(d), 2)).orElse("");
      }
      rows.append(
          "<tr><th scope=\"row\">%s</th><td>%s</td><td>%s</td></tr>\n"
              .formatted(
                  Html.escape(column.name()),
                  Html.escape((column.kind().isModelled() ? "" : "left out, ") + column.summary()),
                  usual));
    }
    return """
        <p>What each column was taken for, and the median of log <i>p</i> of its cells
        over rows learnt from, in nats: a density for numbers, which depends on their unit, a
        probability for levels and counts. A row is strange by a column that contributes less.</p>
        <table class="settings">
        <thead><tr><th scope="col">column</th><th scope="col">values</th><th scope="col">usual log
        <i>p</i></th></tr></thead>
        <tbody>
        %s</tbody>
        </table>
        """
        .formatted(rows);
  }
}
