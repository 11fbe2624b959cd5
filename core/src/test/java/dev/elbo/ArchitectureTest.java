package dev.elbo;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The package law: a package knows only what stands in its row, and nothing knows the root. */
class ArchitectureTest {

  /** Package of {@code dev.elbo} → the packages of {@code dev.elbo} that it may use. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          row("linalg"),
          row("random"),
          row("parallel"),
          row("optim"),
          row("nn", "linalg", "random"),
          row("distribution", "linalg", "random"),
          row("data", "preprocessing", "linalg", "random"),
          row("schema"),
          row("preprocessing", "schema", "random"),
          row("model", "nn", "distribution", "linalg", "random"),
          row("objective", "model", "nn", "distribution", "linalg"),
          row(
              "persist",
              "train",
              "objective",
              "optim",
              "eval",
              "model",
              "nn",
              "distribution",
              "data",
              "schema",
              "preprocessing",
              "linalg"),
          row("onnx", "model", "nn", "distribution", "data", "schema", "preprocessing"),
          row("exchange", "persist", "model", "nn", "distribution", "data", "linalg"),
          row(
              "eval",
              "model",
              "nn",
              "distribution",
              "data",
              "schema",
              "preprocessing",
              "linalg",
              "random",
              "parallel"),
          row(
              "train",
              "objective",
              "optim",
              "eval",
              "model",
              "nn",
              "distribution",
              "data",
              "linalg",
              "random",
              "parallel"));

  private static final String ROOT = "dev.elbo";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  private static Map.Entry<String, Set<String>> row(String name, String... others) {
    return Map.entry(name, Set.of(others));
  }

  static Stream<String> packages() {
    return MAY_USE.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void packageUsesOnlyWhatStandsInItsRow(String name) {
    String[] allowed =
        Stream.concat(Stream.of(name), MAY_USE.getOrDefault(name, Set.of()).stream())
            .map(other -> ROOT + "." + other + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(ROOT + "." + name + "..")
        .should()
        .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(allowed))))
        .because("the row of %s allows %s".formatted(name, Arrays.toString(allowed)))
        .check(CLASSES);
  }

  @Test
  void everyPackageHasARow() {
    Set<String> names =
        CLASSES.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> !name.equals(ROOT))
            .map(name -> name.substring(ROOT.length() + 1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(names).isEqualTo(new TreeSet<>(MAY_USE.keySet()));
  }

  @Test
  void onlyLinalgKnowsTheMatrixLibraries() {
    onlyIn("linalg", "org.bytedeco..", "com.sun.jna..");
  }

  @Test
  void onlyPersistKnowsTheJsonLibrary() {
    onlyIn("persist", "tools.jackson..", "com.fasterxml..");
  }

  private static void onlyIn(String name, String... libraries) {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "." + name)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries)
        .check(CLASSES);
    assertThat(
            CLASSES.stream()
                .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
                .anyMatch(d -> resideInAnyPackage(libraries).test(d.getTargetClass())))
        .as("the rule still sees %s use %s", name, libraries[0])
        .isTrue();
  }

  @Test
  void nothingIsPrinted() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
  }

  @Test
  void nothingExits() {
    noClasses()
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .check(CLASSES);
  }

  @Test
  void logsThroughSystemLogger() {
    NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(CLASSES);
  }

  @Test
  void everyPackageIsNullMarked() throws ClassNotFoundException {
    Set<String> names = CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
    for (String name : names) {
      assertThat(Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class))
          .as(name)
          .isTrue();
    }
  }
}
