package dev.elbo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/paper-map.md}: what Javadoc says it implements is in the map, what is in the map says
 * so in its Javadoc, and the tests exist.
 */
class PaperMapTest {
  private static final Pattern TAG = Pattern.compile("\\{@code\\s+((?:AEVB|IWAE|DReG)[^}]*)\\}");
  private static final Pattern COMMENT = Pattern.compile("/\\*\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern BOLD = Pattern.compile("\\*\\*(.+?)\\*\\*");

  private static final String PAGE = Pages.read("docs/paper-map.md");

  /** Rows: tag, statement, classes, tests. */
  private static List<List<String>> rows() {
    return Pages.tableRows(PAGE);
  }

  private static String tag(List<String> row) {
    Matcher bold = BOLD.matcher(row.get(0));
    assertThat(bold.find()).as("a tag in bold in %s", row).isTrue();
    return bold.group(1);
  }

  private static String name(String path) {
    return path.replaceFirst(".*/", "").replace(".java", "");
  }

  /** "tag in class" of the map. */
  private static Set<String> mapped() {
    Set<String> pairs = new TreeSet<>();
    for (List<String> row : rows()) {
      for (Pages.Link link : Pages.links(row.get(2))) {
        pairs.add(tag(row) + " in " + name(link.target()));
      }
    }
    return pairs;
  }

  /** "tag in class" of the Javadoc. */
  private static Set<String> tagged() {
    Set<String> pairs = new TreeSet<>();
    for (Path file : sources()) {
      Matcher comment = COMMENT.matcher(Pages.read(file));
      while (comment.find()) {
        Matcher tag = TAG.matcher(comment.group().replaceAll("\\n\\s*\\*", " "));
        while (tag.find()) {
          String text = tag.group(1).replaceAll("\\s+", " ").strip();
          pairs.add(text + " in " + name(file.toString()));
        }
      }
    }
    return pairs;
  }

  private static List<Path> sources() {
    return Stream.of("core", "picture", "paper", "cli")
        .flatMap(module -> Pages.files(module + "/src/main/java", ".java").stream())
        .toList();
  }

  @Test
  void mapAndJavadocAgree() {
    assertThat(mapped()).isEqualTo(tagged());
  }

  @Test
  void everyRowNamesAStatementAClassAndATest() {
    assertThat(rows()).isNotEmpty();
    for (List<String> row : rows()) {
      assertThat(row).hasSize(4).allSatisfy(cell -> assertThat(cell).isNotEmpty());
      assertThat(Pages.links(row.get(2))).as(row.toString()).isNotEmpty();
      assertThat(Pages.links(row.get(3))).as(row.toString()).isNotEmpty();
    }
  }

  @Test
  void classesAreSourcesAndTestsAreTests() {
    List<String> wrong = new ArrayList<>();
    for (List<String> row : rows()) {
      for (Pages.Link link : Pages.links(row.get(2))) {
        check(link, "src/main/java/", wrong);
      }
      for (Pages.Link link : Pages.links(row.get(3))) {
        check(link, "src/test/java/", wrong);
        if (!link.target().endsWith("Test.java")) {
          wrong.add(link.target());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static void check(Pages.Link link, String folder, List<String> wrong) {
    if (!link.target().contains(folder)
        || !Files.exists(Pages.ROOT.resolve("docs").resolve(link.target()))) {
      wrong.add(link.target());
    }
  }

  /** A tag that is implemented is not also listed as missing. */
  @Test
  void whatIsNotImplementedHasNoTag() {
    String section = Pages.section(PAGE, "## Not implemented");
    Set<String> missing = new TreeSet<>();
    BOLD.matcher(section).results().map(r -> r.group(1)).forEach(missing::add);
    assertThat(missing).isNotEmpty();
    for (List<String> row : rows()) {
      assertThat(missing).doesNotContain(tag(row));
    }
  }
}
