package dev.elbo.cli.card;

import dev.elbo.eval.Calibration;
import dev.elbo.picture.text.Numbers;
import dev.elbo.schema.Column;
import java.util.Map;
import java.util.Optional;

/** A model card as a Markdown page. */
public final class CardMarkdown {
  private final StringBuilder page = new StringBuilder();

  private CardMarkdown() {}

  /** The page, which ends in a line break. */
  public static String of(ModelCard card) {
    CardMarkdown markdown = new CardMarkdown();
    markdown.add(card);
    return markdown.page.toString();
  }

  private void add(ModelCard card) {
    line("# Model card: " + text(card.model().data().name()));
    table("", "");
    row("file", text(card.file() + ", " + card.format()));
    row("written", text(card.time()));
    row("network", text(card.network()));
    row("decoder", text(card.decoder()));
    line("\n## Training");
    table("", "");
    row("data", text(card.data()));
    row("training", text(card.training()));
    row("SHA-256 of the rows", text(card.dataSha256()));
    card.scores().ifPresent(scores -> row("scores", text(scores)));
    line("\nBounds and log p(x) are in nats per row; higher is better.");
    if (!card.columns().isEmpty()) {
      line("\n## Columns");
      addColumns(card);
    }
    line("\n## What to know");
    line("");
    card.notes().forEach(note -> line("- " + text(note)));
    line("\n## Settings");
    table("setting", "value");
    for (Map.Entry<String, String> entry : card.model().training().settings().entrySet()) {
      row(text(entry.getKey()), text(entry.getValue()));
    }
  }

  /** The last column is what the calibration calls usual. */
  private void addColumns(ModelCard card) {
    Optional<Calibration> calibration = card.model().calibration();
    table("column", "kind", "values", "usual log p, nats");
    int modelled = 0;
    for (Column column : card.columns()) {
      String usual = "";
      if (column.kind().isModelled()) {
        int d = modelled++;
        usual = calibration.map(c -> Numbers.fixed(c.usual().get(d), 2)).orElse("");
      }
      row(
          text(column.name()),
          (column.kind().isModelled() ? "" : "left out, ") + column.kind().word(),
          text(column.summary().substring(column.kind().word().length() + 2)),
          usual);
    }
  }

  private void table(String... titles) {
    line("");
    row(titles);
    line("| --- ".repeat(titles.length) + "|");
  }

  private void row(String... cells) {
    line("| " + String.join(" | ", cells) + " |");
  }

  private void line(String text) {
    page.append(text).append('\n');
  }

  /** Names come from data: nothing in them is taken for Markdown, and a line stays one. */
  private static String text(String plain) {
    return plain
        .replaceAll("[\\\\`*_{}\\[\\]<>#|~&]", "\\\\$0")
        .replaceAll("\\s*\\p{Cntrl}\\s*", " ")
        .strip();
  }
}
