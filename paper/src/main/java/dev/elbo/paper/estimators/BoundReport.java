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
 * The bound by draws as a table and as a picture.
 *
 * @param bound what all parts have found
 */
record BoundReport(List<BoundPart> parts, Table bound) {

  /** A line a k, a column a model. */
  String table() {
    List<String> head = new ArrayList<>(List.of("k"));
    parts.forEach(part -> head.add(title(part)));
    Table first = bound.where("part", parts.get(0).name());
    List<List<String>> rows = new ArrayList<>();
    for (double k : first.numbers("k")) {
      List<String> row = new ArrayList<>(List.of(Numbers.whole((long) k)));
      for (BoundPart part : parts) {
        Table at = bound.where("part", part.name()).where("k", (long) k);
        row.add(
            "%s ± %s"
                .formatted(
                    Numbers.fixed(at.last("bound"), 3),
                    Numbers.fixed(at.last("standard_error"), 3)));
      }
      rows.add(row);
    }
    return Markdown.table(head, rows);
  }

  private static String title(BoundPart part) {
    return "N_z = " + part.recipe().latents();
  }

  /** The bounds of each model, and below them what is missing to the largest k. */
  Drawing picture() throws IOException {
    List<Panel> panels = new ArrayList<>();
    parts.forEach(part -> panels.add(bounds(part)));
    parts.forEach(part -> panels.add(gaps(part)));
    return PanelChart.draw(
        "The bound by draws",
        "L_k against k, with what the draws leave uncertain, and what is missing to the largest k.",
        parts.size(),
        panels);
  }

  private Panel bounds(BoundPart part) {
    Table own = bound.where("part", part.name());
    double[] values = own.numbers("bound");
    Curve curve =
        Curve.of("L_k", Ink.BLUE, Stroke.SOLID, own.numbers("k"), values)
            .withErrors(own.numbers("standard_error"));
    return new Panel(
        title(part),
        Axis.log("k", 1, own.last("k")),
        Axis.around("L_k (nats)", values),
        List.of(curve));
  }

  private Panel gaps(BoundPart part) {
    Table own = bound.where("part", part.name());
    double largest = own.last("bound");
    double[] k = own.numbers("k");
    double[] gaps =
        Arrays.stream(own.numbers("bound"), 0, k.length - 1)
            .map(value -> largest - value)
            .toArray();
    Curve curve =
        Curve.of("L_K − L_k", Ink.GREEN, Stroke.SOLID, Arrays.copyOf(k, gaps.length), gaps);
    return new Panel(
        title(part),
        Axis.log("k", 1, own.last("k")),
        Axis.decadesAround("L_K − L_k (nats)", gaps),
        List.of(curve));
  }
}
