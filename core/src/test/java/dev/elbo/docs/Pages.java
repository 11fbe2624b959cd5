package dev.elbo.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The repository's text files, and the parts of a Markdown page that tests look at. */
public final class Pages {
  static final Path ROOT = root();

  static final String MAIN = "core/src/main/java";
  static final String TESTS = "core/src/test/java";

  private Pages() {}

  /** The folder above this one that holds the pages: tests start in a module's folder. */
  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("docs/paper-map.md"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("no folder with docs/paper-map.md above the working folder");
    }
    return folder;
  }

  /** Where a file of the repository is. */
  public static Path path(String path) {
    return ROOT.resolve(path);
  }

  /** The text of a page. */
  public static String read(String path) {
    return read(ROOT.resolve(path));
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All files below a folder whose names end as asked, in order; none where there is no folder. */
  static List<Path> files(String folder, String ending) {
    Path start = ROOT.resolve(folder);
    if (!Files.exists(start)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(start)) {
      return files.filter(f -> f.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The contents of the fenced blocks of a language, in order. */
  static List<String> blocks(String page, String language) {
    Matcher matcher =
        Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
            .matcher(page);
    return matcher.results().map(r -> r.group(1)).toList();
  }

  /** From a heading to the next one of any level. */
  static String section(String page, String heading) {
    int start = page.indexOf("\n" + heading + "\n");
    if (start < 0) {
      throw new IllegalArgumentException("no heading " + heading);
    }
    int end = page.indexOf("\n## ", start + heading.length());
    return end < 0 ? page.substring(start) : page.substring(start, end);
  }

  /** The cells of the rows of all tables, without heads and rules. */
  public static List<List<String>> tableRows(String page) {
    List<List<String>> rows = new ArrayList<>();
    boolean body = false;
    for (String line : page.split("\n", -1)) {
      if (!line.startsWith("|")) {
        body = false;
      } else if (line.startsWith("| ---")) {
        body = true;
      } else if (body) {
        String inner = line.strip().substring(1, line.strip().length() - 1);
        rows.add(Arrays.stream(inner.split("\\|", -1)).map(String::strip).toList());
      }
    }
    return rows;
  }

  /** Every {@code [text](target)} of a page. */
  static List<Link> links(String page) {
    Matcher matcher = Pattern.compile("\\[([^\\]]*)\\]\\(([^)\\s]+)\\)").matcher(page);
    return matcher.results().map(r -> new Link(r.group(1), r.group(2))).toList();
  }

  /**
   * A link.
   *
   * @param text between the brackets
   * @param target between the parentheses
   */
  record Link(String text, String target) {}
}
