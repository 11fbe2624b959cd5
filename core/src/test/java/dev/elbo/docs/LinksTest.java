package dev.elbo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Links between pages, and from pages to sources, lead somewhere. */
class LinksTest {

  private static List<Path> pages() {
    List<Path> pages = new ArrayList<>(Pages.files("docs", ".md"));
    for (String name : List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")) {
      if (Files.exists(Pages.ROOT.resolve(name))) {
        pages.add(Pages.ROOT.resolve(name));
      }
    }
    return pages;
  }

  @Test
  void everyRelativeLinkHasItsFile() {
    List<String> broken = new ArrayList<>();
    for (Path page : pages()) {
      for (Pages.Link link : Pages.links(Pages.read(page))) {
        String target = link.target().replaceFirst("#.*", "");
        if (!link.target().contains("://")
            && !target.isEmpty()
            && !Files.exists(page.resolveSibling(target))) {
          broken.add(Pages.ROOT.relativize(page) + ": " + link.target());
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  /** The text of a link to a source file is the class, perhaps with its method. */
  @Test
  void linksToSourcesSayWhereTheyLead() {
    List<String> wrong = new ArrayList<>();
    for (Path page : pages()) {
      for (Pages.Link link : Pages.links(Pages.read(page))) {
        if (link.target().endsWith(".java")) {
          String name = link.target().replaceFirst(".*/", "").replace(".java", "");
          if (!link.text().matches("`" + name + "(\\.\\w+)?`")) {
            wrong.add(Pages.ROOT.relativize(page) + ": " + link);
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }
}
