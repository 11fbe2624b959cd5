package dev.elbo.paper.iwae;

import dev.elbo.paper.frame.Markdown;
import dev.elbo.paper.frame.Report;
import dev.elbo.paper.frame.Results;
import dev.elbo.paper.frame.Table;
import dev.elbo.picture.Axis;
import dev.elbo.picture.Curve;
import dev.elbo.picture.Curve.Stroke;
import dev.elbo.picture.Drawing;
import dev.elbo.picture.Panel;
import dev.elbo.picture.PanelChart;
import dev.elbo.picture.text.Numbers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** What the rows of {@link IwaeTable} add up to. */
record IwaeReport(List<IwaePart> parts, Results results) {

  Report report() {
    return new Report(
        Map.of("iwae", results.all()),
        Map.of("iwae", this::curves),
        ("−L_%d on the test part in nats a row, lower is better; ± what the draws leave uncertain"
                    + " for these rows, and what the choice of rows does.\n\n")
                .formatted(parts.get(0).testDraws())
            + table(),
        List.of(
            "Adam's step size follows a cosine to 0 over fewer epochs; the paper's goes down in"
                + " eight stages over 3280.",
            "Fixed binarisation: the epoch with the best bound on the validation part is kept. All"
                + " else keeps the last epoch, as the paper does.",
            "VAE is SGVB-B with one draw: its divergence is in closed form.",
            "The paper has no figures for DReG."));
  }

  private List<IwaePart> inOrder() {
    return parts.stream()
        .sorted(Comparator.comparing(IwaePart::binarized).thenComparing(IwaePart::method))
        .toList();
  }

  private String table() {
    List<List<String>> rows = new ArrayList<>();
    for (IwaePart part : inOrder()) {
      Table found = results.table(part.name());
      double seconds = found.last("training_seconds");
      double flop = found.last("training_flop");
      rows.add(
          List.of(
              part.binarized().word(),
              part.method().title(),
              part.published().map(nll -> Numbers.fixed(nll, 2)).orElse("–"),
              "**%s** ± %s, ± %s"
                  .formatted(
                      Numbers.fixed(found.last("nll"), 2),
                      Numbers.fixed(found.last("standard_error"), 3),
                      Numbers.fixed(found.last("row_error"), 2)),
              "%s of %s"
                  .formatted(
                      Numbers.whole((long) found.last("epoch")), Numbers.whole(part.epochs())),
              Numbers.whole((long) found.last("active_units")),
              Numbers.seconds(seconds),
              Numbers.plain(flop * 1e-12),
              Numbers.plain(flop / seconds * 1e-9)));
    }
    return Markdown.table(
        List.of(
            "binarised",
            "method",
            "published",
            "ours",
            "epoch kept",
            "active units",
            "training",
            "TFLOP",
            "GFLOP/s"),
        rows);
  }

  /** The maximised bound on the training rows, epoch by epoch. */
  private Drawing curves() throws IOException {
    List<Panel> panels = new ArrayList<>();
    for (Binarized binarized : Binarized.values()) {
      List<Curve> curves = new ArrayList<>();
      DoubleStream.Builder late = DoubleStream.builder();
      double epochs = 2;
      for (IwaePart part : inOrder()) {
        if (part.binarized() == binarized) {
          Table curve = results.curve(part.name());
          double[] bounds = curve.numbers("objective");
          curves.add(
              Curve.of(
                  part.method().title(),
                  part.method().ink(),
                  Stroke.SOLID,
                  curve.numbers("epoch"),
                  bounds));
          epochs = Math.max(epochs, bounds.length);
          Arrays.stream(bounds, bounds.length / 10, bounds.length).forEach(late::add);
        }
      }
      panels.add(
          new Panel(
              binarized.word() + " binarisation",
              Axis.log("epoch", 1, epochs),
              Axis.around("training bound (nats)", late.build().toArray()),
              curves));
    }
    return PanelChart.draw(
        "Learning curves",
        "What each method maximises, on the training rows, a mean over each pass while parameters"
            + " moved: bounds of more draws are tighter, so the curves do not compare.",
        2,
        panels);
  }
}
