package dev.elbo.table;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Tables use what is known of CSV files, which knows no table. */
class PackagesTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.elbo.table");

  @Test
  void csvKnowsNothingOfTables() {
    noClasses()
        .that()
        .resideInAPackage("dev.elbo.table.csv")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.elbo.table", "org.duckdb..", "java.sql..")
        .check(CLASSES);
  }

  @Test
  void tablesKnowNoModel() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.elbo", "dev.elbo.model..", "dev.elbo.train..", "dev.elbo.nn..")
        .check(CLASSES);
  }

  @Test
  void everyPackageIsNullMarked() throws ClassNotFoundException {
    for (String name : List.of("dev.elbo.table", "dev.elbo.table.csv")) {
      assertThat(Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class))
          .as(name)
          .isTrue();
    }
  }
}
