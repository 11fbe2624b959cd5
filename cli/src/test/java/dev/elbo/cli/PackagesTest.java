package dev.elbo.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Commands use all packages, and a package uses only those of its row. */
class PackagesTest {
  private static final String ROOT = "dev.elbo.cli";

  private static final Map<String, Set<String>> MAY_USE =
      Map.of(
          "text", Set.of(),
          "fetch", Set.of(),
          "console", Set.of("text"),
          "option", Set.of("console", "text"),
          "score", Set.of("text"),
          "card", Set.of("option", "text"),
          "report", Set.of("text"));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void dependenciesGoOneWay() {
    var law =
        layeredArchitecture().consideringOnlyDependenciesInLayers().layer(ROOT).definedBy(ROOT);
    for (String name : MAY_USE.keySet()) {
      law = law.layer(name).definedBy(ROOT + "." + name);
    }
    for (Map.Entry<String, Set<String>> row : MAY_USE.entrySet()) {
      String[] others = row.getValue().toArray(String[]::new);
      law =
          others.length == 0
              ? law.whereLayer(row.getKey()).mayNotAccessAnyLayer()
              : law.whereLayer(row.getKey()).mayOnlyAccessLayers(others);
    }
    law.check(CLASSES);
  }

  @Test
  void chartsAreDrawnElsewhere() {
    noClasses().should().dependOnClassesThat().resideInAPackage("org.knowm..").check(CLASSES);
  }

  @Test
  void everyPackageHasARowAndIsNullMarked() throws ClassNotFoundException {
    Set<String> names = CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
    assertThat(names).hasSize(MAY_USE.size() + 1).contains(ROOT);
    for (String name : names) {
      assertThat(Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class))
          .as(name)
          .isTrue();
    }
  }
}
