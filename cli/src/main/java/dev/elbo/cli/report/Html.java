package dev.elbo.cli.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Text as HTML. */
final class Html {
  private Html() {}

  /** Text that may stand between tags and in quoted attributes. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> {
          // Control characters are no part of HTML, not even escaped.
          boolean control = Character.isISOControl(c) && c != '\n' && c != '\t';
          escaped.append(control ? '\uFFFD' : c);
        }
      }
    }
    return escaped.toString();
  }

  /** A PNG file as an address that holds it. */
  static String dataUri(Path png) throws IOException {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(Files.readAllBytes(png));
  }
}
