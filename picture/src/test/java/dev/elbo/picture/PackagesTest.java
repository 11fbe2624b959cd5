package dev.elbo.picture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Pictures use numbers as text, which know no picture. */
class PackagesTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.elbo.picture");

  @Test
  void textKnowsNothingOfElbo() {
    noClasses()
        .that()
        .resideInAPackage("dev.elbo.picture.text")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.elbo", "dev.elbo.picture", "org.knowm..")
        .check(CLASSES);
  }

  @Test
  void everyPackageIsNullMarked() throws ClassNotFoundException {
    for (String name : List.of("dev.elbo.picture", "dev.elbo.picture.text")) {
      assertThat(Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class))
          .as(name)
          .isTrue();
    }
  }
}
