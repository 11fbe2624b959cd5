package dev.elbo.paper.estimators;

import dev.elbo.paper.frame.Markdown;
import dev.elbo.paper.frame.Table;
import dev.elbo.picture.Axis;
import dev.elbo.picture.Curve;
import dev.elbo.picture.Curve.Ink;
import dev.elbo.picture.Curve.Stroke;
import dev.elbo.picture.Drawing;
import dev.elbo.picture.Panel;
import dev.elbo.picture.PanelChart;
import dev.elbo.picture.text.Numbers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The variance of the gradient as tables and as a picture.
 *
 * @param variance what all parts have found
 */
record VarianceReport(List<VariancePart> parts, Table variance) {
  /** Where a logarithmic axis shows that no sample was seen. */
  private static final double NONE = 1000;

  private static final String A = "sgvb-a";
  private static final String B = "sgvb-b";

  /** Over all parameters, at each stage of each model. */
  String totals() {
    List<List<String>> rows = new ArrayList<>();
    for (VariancePart part : parts) {
      Table total = variance.where("part", part.name()).where("block", "total");
      double a = total.where("estimator", A).last("variance");
      double b = total.where("estimator", B).last("variance");
      rows.add(
          List.of(
              Integer.toString(part.recipe().latents()),
              Numbers.whole(part.recipe().samples()),
              Numbers.plain(a),
              Numbers.plain(b),
              Numbers.fixed(a / b, 2)));
    }
    return Markdown.table(List.of("latents", "samples seen", "SGVB-A", "SGVB-B", "A / B"), rows);
  }

  /** Block by block, at the last stage of the last model. */
  String blocks() {
    VariancePart last = parts.get(parts.size() - 1);
    Table own = variance.where("part", last.name());
    Table a = own.where("estimator", A);
    Table b = own.where("estimator", B);
    List<List<String>> rows = new ArrayList<>();
    for (String block : a.cells("block")) {
      rows.add(
          List.of(
              block,
              Numbers.plain(a.where("block", block).last("variance")),
              Numbers.plain(b.where("block", block).last("variance"))));
    }
    return Markdown.table(
        List.of("block, %d latents".formatted(last.recipe().latents()), "SGVB-A", "SGVB-B"), rows);
  }

  /** Over all parameters, a panel a model. */
  Drawing picture() throws IOException {
    Table total = variance.where("block", "total");
    Axis y = Axis.decadesAround("Σ Var(gᵢ) (nats²)", total.numbers("variance"));
    List<Panel> panels = new ArrayList<>();
    for (String size : total.cells("latents").stream().distinct().toList()) {
      Table own = total.where("latents", size);
      double last = Arrays.stream(own.numbers("samples")).max().orElse(0);
      panels.add(
          new Panel(
              "N_z = " + size,
              Axis.log("training samples", NONE, Math.max(10 * NONE, last)),
              y,
              List.of(
                  curve("SGVB-A", Ink.VERMILION, own.where("estimator", A)),
                  curve("SGVB-B", Ink.BLUE, own.where("estimator", B)))));
    }
    return PanelChart.draw(
        "Variance of the gradient",
        "The variance that the draws of z leave in a minibatch's gradient, summed over parameters."
            + " The leftmost point is that of the first parameters.",
        3,
        panels);
  }

  private static Curve curve(String name, Ink ink, Table own) {
    double[] samples =
        Arrays.stream(own.numbers("samples")).map(seen -> Math.max(NONE, seen)).toArray();
    return Curve.of(name, ink, Stroke.SOLID, samples, own.numbers("variance"));
  }
}
