package dev.elbo.cli.report;

import dev.elbo.AutoEncoder;
import dev.elbo.eval.Evaluation;
import dev.elbo.eval.Marginal;
import dev.elbo.nn.Block;
import dev.elbo.nn.Layout;
import dev.elbo.persist.TrainingRecord;
import dev.elbo.picture.Picture;
import dev.elbo.picture.text.Numbers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * {@code report.html}: one page that needs nothing but itself. Pictures are part of it, there is no
 * script, and it asks no other host for anything.
 */
public final class HtmlReport {
  private static final String STYLE = "report.css";

  private final AutoEncoder model;
  private final Judgement judgement;
  private final StringBuilder page = new StringBuilder();

  private HtmlReport(AutoEncoder model, Judgement judgement) {
    this.model = model;
    this.judgement = judgement;
  }

  /**
   * What the page says of the model: on rows that it did not learn from, or where its training held
   * none out, on rows that it did, and the page says so.
   *
   * @param rows how many rows these are
   * @param figures on them
   * @param marginals of their columns, where they are rows of a table
   */
  public record Judgement(int rows, Evaluation figures, List<Marginal> marginals) {}

  /**
   * Writes the page, over what was there.
   *
   * @param command what the user typed
   * @throws IOException where a picture cannot be read or the page not be written
   */
  public static void write(
      Path file, AutoEncoder model, Judgement judgement, List<Picture> pictures, String command)
      throws IOException {
    String page = new HtmlReport(model, judgement).page(pictures, command);
    Files.writeString(file, page);
  }

  private String page(List<Picture> pictures, String command) throws IOException {
    begin();
    summary(command);
    pictures(pictures);
    model
        .data()
        .preprocessing()
        .ifPresent(
            table -> section("columns", "Columns", SchemaTable.html(table, model.calibration())));
    if (!judgement.marginals().isEmpty()) {
      section(
          "marginals",
          "Columns, drawn anew",
          MarginalFigures.html(judgement.rows(), judgement.marginals()));
    }
    section("figures", "Figures", FigureTable.html(judgement.figures()));
    section("latents", "KL of each latent", Divergences.html(judgement.figures()));
    section("layers", "Layers", layers());
    section("settings", "Settings", settings());
    section("reading", "How to read this page", new Caveats(model, judgement.rows()).html());
    end();
    return page.toString();
  }

  private void begin() throws IOException {
    page.append(
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%s</title>
        <style>
        %s</style>
        </head>
        <body>
        <main>
        """
            .formatted(Html.escape(title()), style()));
  }

  private String title() {
    return "Variational auto-encoder of " + model.data().name();
  }

  private static String style() throws IOException {
    try (InputStream in = HtmlReport.class.getResourceAsStream(STYLE)) {
      return new String(Objects.requireNonNull(in, STYLE).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void summary(String command) {
    Evaluation figures = judgement.figures();
    page.append(
        """
        <header>
        <h1>%s</h1>
        <p class="summary">%s</p>
        <dl class="key">
        <div><dt>%s bound</dt><dd>%s</dd></div>
        <div><dt>reconstruction</dt><dd>%s</dd></div>
        <div><dt>KL</dt><dd>%s</dd></div>
        <div><dt>active latents</dt><dd>%d<small> of %d</small></dd></div>
        </dl>
        <p>Made by</p>
        <pre><code>%s</code></pre>
        </header>
        """
            .formatted(
                Html.escape(title()),
                sentence(),
                wasHeldOut() ? "held-out" : "training",
                Numbers.fixed(figures.elbo(), 2),
                Numbers.fixed(figures.reconstruction(), 2),
                Numbers.fixed(figures.kl(), 2),
                figures.activeUnits(),
                figures.divergences().size(),
                Html.escape(command)));
  }

  private String sentence() {
    Evaluation figures = judgement.figures();
    return ("On %s %s the lower bound on log <i>p</i>(<i>x</i>) is <strong>%s nats per"
            + " row</strong>, higher is better: a reconstruction of %s less a KL of %s, with %d"
            + " of %d latents active.%s")
        .formatted(
            Numbers.whole(judgement.rows()),
            wasHeldOut() ? "held-out rows" : "rows that the model has learnt from",
            Numbers.fixed(figures.elbo(), 2),
            Numbers.fixed(figures.reconstruction(), 2),
            Numbers.fixed(figures.kl(), 2),
            figures.activeUnits(),
            figures.divergences().size(),
            model.data().preprocessing().isPresent()
                ? " They are of standardised columns; scores are in the table's own units."
                : "");
  }

  private boolean wasHeldOut() {
    return model.training().heldOutRows() > 0;
  }

  private void pictures(List<Picture> pictures) throws IOException {
    for (Picture picture : pictures) {
      page.append(
          """
          <section>
          <h2>%1$s</h2>
          <figure>
          <img src="%3$s" alt="%1$s. %2$s">
          <figcaption>%2$s</figcaption>
          </figure>
          </section>
          """
              .formatted(
                  Html.escape(picture.title()),
                  Html.escape(picture.caption()),
                  Html.dataUri(picture.file())));
    }
  }

  private void section(String id, String title, String content) {
    page.append(
        """
        <section id="%s">
        <h2>%s</h2>
        %s</section>
        """
            .formatted(id, title, content));
  }

  private String layers() {
    StringBuilder rows = new StringBuilder();
    Layout layout = model.parameters().layout();
    for (Block block : layout.blocks()) {
      rows.append(
          "<tr><th scope=\"row\"><code>%s</code></th><td>%s × %s</td><td>%s</td></tr>\n"
              .formatted(
                  Html.escape(block.name()),
                  Numbers.whole(block.rows()),
                  Numbers.whole(block.columns()),
                  Numbers.whole(block.size())));
    }
    return """
        <p>%s, %s parameters. Shapes are as stored, rows × columns.</p>
        <table class="numbers">
        <thead><tr><th scope="col">block</th><th scope="col">shape</th><th scope="col">parameters</th></tr></thead>
        <tbody>
        %s</tbody>
        </table>
        """
        .formatted(Html.escape(model.architecture().widths()), Numbers.whole(layout.size()), rows);
  }

  private String settings() {
    TrainingRecord record = model.training();
    StringBuilder rows = new StringBuilder();
    setting(rows, "data", model.data().name());
    setting(rows, "training rows", Numbers.whole(record.trainingRows()));
    setting(rows, "held-out rows", Numbers.whole(record.heldOutRows()));
    for (Map.Entry<String, String> entry : record.settings().entrySet()) {
      setting(rows, entry.getKey(), entry.getValue());
    }
    setting(rows, "epoch of this model", Numbers.whole(record.epoch()));
    setting(rows, "Elbo", record.version());
    return "<table class=\"settings\">\n<tbody>\n" + rows + "</tbody>\n</table>\n";
  }

  private static void setting(StringBuilder rows, String name, String value) {
    rows.append(
        "<tr><th scope=\"row\">%s</th><td>%s</td></tr>\n"
            .formatted(Html.escape(name), Html.escape(value)));
  }

  private void end() {
    page.append(
        """
        </main>
        <footer>
        <p>Written by Elbo %s. Method: D. P. Kingma and M. Welling, <cite>Auto-Encoding Variational
        Bayes</cite>, 2013, arXiv:1312.6114.</p>
        </footer>
        </body>
        </html>
        """
            .formatted(Html.escape(model.training().version())));
  }
}
