package dev.elbo.benchmarks.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import org.junit.jupiter.api.Test;

class ClassPathTest {
  @Test
  void readsVersionsOffTheNamesOfJars() {
    String classPath =
        String.join(
            File.pathSeparator,
            "/r/nd4j-native-1.0.0-M2.1-linux-x86_64-avx512.jar",
            "/r/nd4j-native-1.0.0-M2.1.jar",
            "/r/mkl-2025.3-1.5.13-linux-x86_64-redist.jar",
            "/r/mkl-2025.3-1.5.13.jar",
            "/t/elbo-core-0.1.0-SNAPSHOT.jar");
    assertThat(ClassPath.versionsIn(classPath, "mkl", "nd4j-native", "elbo-core", "absent"))
        .isEqualTo("mkl 2025.3-1.5.13, nd4j-native 1.0.0-M2.1, elbo-core 0.1.0-SNAPSHOT");
  }
}
