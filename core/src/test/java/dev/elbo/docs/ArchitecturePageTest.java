package dev.elbo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of packages in {@code docs/architecture.md} against the imports of the sources. */
class ArchitecturePageTest {
  private static final Pattern IMPORT =
      Pattern.compile("^import (?:static )?dev\\.elbo\\.([a-z]+)\\.", Pattern.MULTILINE);

  /** Package to the packages that its row allows. */
  private static Map<String, Set<String>> table() {
    String section = Pages.section(Pages.read("docs/architecture.md"), "## Packages of `core`");
    Map<String, Set<String>> allowed = new TreeMap<>();
    for (List<String> row : Pages.tableRows(section)) {
      Set<String> uses =
          Arrays.stream(row.get(2).split("[^a-z]+", -1))
              .filter(name -> !name.isEmpty())
              .collect(Collectors.toCollection(TreeSet::new));
      allowed.put(row.get(0).replace("`", ""), uses);
    }
    return allowed;
  }

  private static Map<String, Set<String>> imports() {
    Map<String, Set<String>> found = new TreeMap<>();
    Path root = Pages.ROOT.resolve(Pages.MAIN).resolve("dev/elbo");
    for (Path file : Pages.files(Pages.MAIN + "/dev/elbo", ".java")) {
      Path folder = file.resolveSibling("").toAbsolutePath();
      String name =
          folder.equals(root.toAbsolutePath()) ? "dev.elbo" : root.relativize(folder).toString();
      Set<String> uses = found.computeIfAbsent(name, key -> new TreeSet<>());
      IMPORT.matcher(Pages.read(file)).results().map(r -> r.group(1)).forEach(uses::add);
    }
    return found;
  }

  @Test
  void everyPackageHasItsRow() {
    assertThat(table().keySet()).isEqualTo(imports().keySet());
  }

  @Test
  void noImportLeavesItsRow() {
    Map<String, Set<String>> allowed = table();
    imports()
        .forEach(
            (name, uses) -> {
              Set<String> row = allowed.getOrDefault(name, Set.of());
              if (!row.contains("all")) {
                assertThat(row).as(name).containsAll(uses);
              }
            });
  }

  @Test
  void nothingUsesTheFrontDoor() {
    Pattern frontDoor =
        Pattern.compile("^import (?:static )?dev\\.elbo\\.[A-Z]", Pattern.MULTILINE);
    assertThat(Pages.files(Pages.MAIN + "/dev/elbo", ".java"))
        .noneMatch(file -> frontDoor.matcher(Pages.read(file)).find());
  }
}
