package dev.elbo.paper.estimators;

import dev.elbo.paper.frame.Markdown;
import dev.elbo.paper.frame.Report;
import dev.elbo.paper.frame.Results;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** What the parts of {@link Estimators} add up to. */
record EstimatorsReport(List<VariancePart> variances, List<BoundPart> bounds, Results results) {
  /** Where a logarithmic axis shows that no sample was seen. */
  private static final double NONE = 1000;

  private static final String[] ESTIMATORS = {"sgvb-a", "sgvb-b"};

  Report report() {
    Table variance = join(variances.stream().map(VariancePart::name).toList());
    Table bound = join(bounds.stream().map(BoundPart::name).toList());
    Map<String, Table> tables = new LinkedHashMap<>();
    tables.put("variance", variance);
    tables.put("bound", bound);
    Map<String, Report.Picture> pictures = new LinkedHashMap<>();
    pictures.put("variance", () -> variancePicture(variance));
    pictures.put("bound", () -> boundPicture(bound));
    return new Report(
        tables,
        pictures,
        "### Variance of the gradient\n\n"
            + "Σ Var(gᵢ) over all parameters, of the gradient of the mean bound of a minibatch of"
            + " 100 rows, in nats²; L = 1, the same noise for both estimators. The paper says that"
            + " SGVB-B typically has less variance, and gives no figures.\n\n"
            + varianceTable(variance)
            + "\nBlock by block after the last stage; the decoder's gradient is one and the same.\n\n"
            + blockTable(variance)
            + "\n### The bound by draws\n\n"
            + "L_k in nats, mean over test rows, ± what the draws leave uncertain for these"
            + " rows.\n\n"
            + boundTable(bound),
        List.of(
            "Neither paper shows these curves: they are what its words about them come to.",
            "For the bound by draws rows are binarised at random, anew at each use."));
  }

  private Table join(List<String> names) {
    Map<String, Table> tables = new LinkedHashMap<>();
    names.forEach(name -> tables.put(name, results.table(name)));
    return Table.join(tables);
  }

  private List<Integer> latents() {
    return bounds.stream().map(part -> part.recipe().latents()).toList();
  }

  private String varianceTable(Table variance) {
    List<List<String>> rows = new ArrayList<>();
    for (VariancePart part : variances) {
      Table total = variance.where("part", part.name()).where("block", "total");
      double a = total.where("estimator", ESTIMATORS[0]).last("variance");
      double b = total.where("estimator", ESTIMATORS[1]).last("variance");
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

  private String blockTable(Table variance) {
    VariancePart last = variances.get(variances.size() - 1);
    Table own = variance.where("part", last.name());
    Table a = own.where("estimator", ESTIMATORS[0]);
    Table b = own.where("estimator", ESTIMATORS[1]);
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

  private String boundTable(Table bound) {
    List<String> head = new ArrayList<>(List.of("k"));
    latents().forEach(size -> head.add("N_z = " + size));
    Table first = bound.where("part", bounds.get(0).name());
    List<List<String>> rows = new ArrayList<>();
    for (double k : first.numbers("k")) {
      List<String> row = new ArrayList<>(List.of(Numbers.whole((long) k)));
      for (BoundPart part : bounds) {
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

  private Drawing variancePicture(Table variance) throws IOException {
    Table total = variance.where("block", "total");
    Axis y = Axis.decadesAround("Σ Var(gᵢ) (nats²)", total.numbers("variance"));
    List<Panel> panels = new ArrayList<>();
    for (int size : latents()) {
      Table own = total.where("latents", size);
      double last = Arrays.stream(own.numbers("samples")).max().orElse(0);
      List<Curve> curves = new ArrayList<>();
      for (int i = 0; i < ESTIMATORS.length; i++) {
        Table estimator = own.where("estimator", ESTIMATORS[i]);
        curves.add(
            Curve.of(
                i == 0 ? "SGVB-A" : "SGVB-B",
                i == 0 ? Ink.VERMILION : Ink.BLUE,
                Stroke.SOLID,
                Arrays.stream(estimator.numbers("samples"))
                    .map(samples -> Math.max(NONE, samples))
                    .toArray(),
                estimator.numbers("variance")));
      }
      Axis x = Axis.log("training samples", NONE, Math.max(10 * NONE, last));
      panels.add(new Panel("N_z = " + size, x, y, curves));
    }
    return PanelChart.draw(
        "Variance of the gradient",
        "The variance that the draws of z leave in a minibatch's gradient, summed over parameters."
            + " The leftmost point is that of the first parameters.",
        3,
        panels);
  }

  private Drawing boundPicture(Table bound) throws IOException {
    List<Panel> panels = new ArrayList<>();
    for (BoundPart part : bounds) {
      Table own = bound.where("part", part.name());
      double[] values = own.numbers("bound");
      double[] errors = own.numbers("standard_error");
      Curve curve =
          Curve.of("L_k", Ink.BLUE, Stroke.SOLID, own.numbers("k"), values).withErrors(errors);
      panels.add(
          new Panel(
              "N_z = " + part.recipe().latents(),
              Axis.log("k", 1, own.last("k")),
              Axis.around("L_k (nats)", values),
              List.of(curve)));
    }
    for (BoundPart part : bounds) {
      Table own = bound.where("part", part.name());
      double best = own.last("bound");
      double[] k = own.numbers("k");
      double[] gap = DoubleStream.of(own.numbers("bound")).map(value -> best - value).toArray();
      int shown = k.length - 1;
      Curve curve =
          Curve.of(
              "L_K − L_k",
              Ink.GREEN,
              Stroke.SOLID,
              Arrays.copyOf(k, shown),
              Arrays.copyOf(gap, shown));
      panels.add(
          new Panel(
              "N_z = " + part.recipe().latents(),
              Axis.log("k", 1, own.last("k")),
              Axis.decadesAround("L_K − L_k (nats)", Arrays.copyOf(gap, shown)),
              List.of(curve)));
    }
    return PanelChart.draw(
        "The bound by draws",
        "L_k against k, with what the draws leave uncertain, and what is missing to the largest k.",
        bounds.size(),
        panels);
  }
}
