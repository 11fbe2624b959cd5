package dev.elbo.paper;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
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

/** An experiment uses the frame, the data and the recipe, and no other experiment. */
class PackagesTest {
  private static final String ROOT = "dev.elbo.paper";

  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("data", Set.of()),
          Map.entry("frame", Set.of("data")),
          Map.entry("baseline", Set.of()),
          Map.entry("curve", Set.of("baseline", "recipe", "frame", "data")),
          Map.entry("fig2", Set.of("curve", "baseline", "frame", "data")),
          Map.entry("fig3", Set.of("curve", "baseline", "frame", "data")),
          Map.entry("recipe", Set.of("frame", "data")),
          Map.entry("fig4", Set.of("recipe", "frame", "data")),
          Map.entry("fig5", Set.of("recipe", "frame", "data")),
          Map.entry("estimators", Set.of("recipe", "frame", "data")),
          Map.entry("iwae", Set.of("recipe", "frame", "data")));

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
  void everyPackageHasARowAndIsNullMarked() throws ClassNotFoundException {
    Set<String> names = CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
    assertThat(names).hasSize(MAY_USE.size() + 1).contains(ROOT);
    for (String name : names) {
      assertThat(Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class))
          .as(name)
          .isTrue();
    }
  }

  @Test
  void nothingIsPrintedAndChartsAreDrawnElsewhere() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
    noClasses().should().dependOnClassesThat().resideInAPackage("org.knowm..").check(CLASSES);
  }
}
