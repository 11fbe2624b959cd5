package dev.elbo.cli.text;

import java.util.List;
import java.util.stream.Collectors;

/** Commands as a reader may paste them into a shell. */
public final class Shell {
  private Shell() {}

  /** The words of a command, each quoted where the shell would not take it as it is. */
  public static String command(List<String> words) {
    return words.stream().map(Shell::quote).collect(Collectors.joining(" "));
  }

  private static String quote(String word) {
    boolean plain = word.matches("[\\p{L}\\p{N}_@%+=:,./-]+");
    return plain ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
