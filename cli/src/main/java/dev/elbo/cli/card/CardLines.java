package dev.elbo.cli.card;

import dev.elbo.cli.text.Labelled;
import dev.elbo.nn.Block;
import dev.elbo.picture.text.Numbers;
import dev.elbo.preprocessing.Preprocessing;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** A model card on the terminal. */
public final class CardLines {
  private CardLines() {}

  /** Prints a card. */
  public static void print(PrintWriter out, ModelCard card) {
    line(out, "model", "%s   %s".formatted(card.file(), card.format()));
    line(out, "written", card.time());
    line(out, "network", card.network());
    line(out, "decoder", card.decoder());
    line(out, "data", card.data());
    lines(
        out,
        "columns",
        card.model()
            .data()
            .preprocessing()
            .map(Preprocessing::schema)
            .map(schema -> schema.description())
            .orElse(List.of()));
    line(out, "training", card.training());
    line(out, "rows", "sha256 " + card.dataSha256());
    card.scores().ifPresent(scores -> line(out, "scores", scores));
    lines(
        out,
        "settings",
        card.model().training().settings().entrySet().stream()
            .map(entry -> "%-32s %s".formatted(entry.getKey(), entry.getValue()))
            .toList());
    lines(
        out,
        "layers",
        card.model().parameters().layout().blocks().stream()
            .map(block -> "%-32s %s".formatted(block.name(), shape(block)))
            .toList());
    lines(out, "notes", card.notes());
  }

  /** The label stands before the first line only. */
  private static void lines(PrintWriter out, String label, List<String> texts) {
    String before = label;
    for (String text : texts) {
      line(out, before, text.stripTrailing());
      before = "";
    }
  }

  private static void line(PrintWriter out, String label, String text) {
    out.println(Labelled.line(label, text));
  }

  private static String shape(Block block) {
    return shapeOf(block).stream().map(Numbers::whole).collect(Collectors.joining(" × "));
  }

  /** A bias is a vector. */
  public static List<Integer> shapeOf(Block block) {
    return block.isBias() ? List.of(block.columns()) : List.of(block.rows(), block.columns());
  }
}
