package dev.elbo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.data.Binarization;
import dev.elbo.data.DataDescription;
import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.BernoulliColumn;
import dev.elbo.distribution.CategoricalColumn;
import dev.elbo.distribution.DiagonalGaussian;
import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.distribution.MixedLikelihood;
import dev.elbo.distribution.PoissonColumn;
import dev.elbo.distribution.StudentTColumn;
import dev.elbo.docs.Pages;
import dev.elbo.linalg.Kernels;
import dev.elbo.model.Architecture;
import dev.elbo.model.Vae;
import dev.elbo.nn.Parameters;
import dev.elbo.persist.ModelFile;
import dev.elbo.persist.StoredModel;
import dev.elbo.persist.TrainingRecord;
import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The library and its JSON library alone load a model, encode, decode and score, in a JVM whose
 * class path has neither oneDNN nor its native code.
 */
class SmallRuntimeTest {
  private static final double MEGABYTE = 1e6;

  @TempDir private static Path folder;
  private static List<Path> jars = List.of();

  static List<Architecture> architectures() {
    MixedLikelihood table =
        new MixedLikelihood(
            List.of(
                new CategoricalColumn(3),
                new BernoulliColumn(),
                new PoissonColumn(),
                new StudentTColumn(LogVarianceBounds.DECODER)));
    return List.of(
        Architecture.of(new Bernoulli(784), List.of(400), 20),
        Architecture.of(DiagonalGaussian.of(30), List.of(40, 20), 5),
        Architecture.of(table, List.of(16), 3));
  }

  /** The library as a jar, and what it needs on the class path. */
  @BeforeAll
  static void pack() throws IOException, URISyntaxException {
    List<Path> found = new ArrayList<>();
    found.add(libraryJar());
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (entry.contains("jackson")) {
        found.add(Path.of(entry));
      }
    }
    jars = List.copyOf(found);
    assertThat(jars).hasSize(4);
  }

  private static Path libraryJar() throws IOException, URISyntaxException {
    Path classes =
        Path.of(AutoEncoder.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isRegularFile(classes)) {
      return classes;
    }
    Path jar = folder.resolve("elbo-core.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, out);
      }
    }
    return jar;
  }

  /** The program under test, alone in a folder. */
  private static Path program() throws IOException {
    String name = SmallRuntime.class.getName().replace('.', '/') + ".class";
    Path file = folder.resolve("program").resolve(name);
    Files.createDirectories(file.getParent());
    try (OutputStream out = Files.newOutputStream(file)) {
      SmallRuntime.class.getResourceAsStream("SmallRuntime.class").transferTo(out);
    }
    return folder.resolve("program");
  }

  private static Path model(Architecture architecture) throws IOException {
    Vae vae = Vae.of(architecture);
    Parameters parameters = Parameters.zeros(vae.layout());
    float[] values = parameters.values();
    RandomStream.of(2, Purpose.PRIOR_SAMPLE, 0, 0).fillGaussian(values, 0, values.length);
    for (int i = 0; i < values.length; i++) {
      values[i] *= 0.1f;
    }
    Path file = folder.resolve("model.safetensors");
    ModelFile.write(
        file,
        new StoredModel(
            vae,
            parameters,
            new DataDescription("x", vae.dataSize(), 1, Binarization.NONE, Optional.empty()),
            new TrainingRecord("", 0, 0, 0, OptionalDouble.empty(), Map.of())));
    return file;
  }

  private static List<String> run(Path model) throws IOException, InterruptedException {
    List<String> classPath = new ArrayList<>(List.of(program().toString()));
    jars.forEach(jar -> classPath.add(jar.toString()));
    Path errors = folder.resolve("errors");
    ProcessBuilder builder =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "-cp",
            String.join(File.pathSeparator, classPath),
            SmallRuntime.class.getName(),
            model.toString());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Path output = folder.resolve("output");
    Process process =
        builder.redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
    assertThat(errors)
        .content()
        .contains("matrix products in plain Java")
        .contains("NoClassDefFoundError");
    return Files.readAllLines(output);
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void encodesDecodesAndScores(Architecture architecture) throws Exception {
    Path model = model(architecture);
    List<String> lines = run(model);
    assertThat(lines.get(0)).isEqualTo("plain Java");
    double[] plain = lines.stream().skip(1).mapToDouble(Double::parseDouble).toArray();
    assertThat(Kernels.engine()).isEqualTo("oneDNN");
    double[] expected = SmallRuntime.numbers(model).toArray();
    assertThat(plain).hasSameSizeAs(expected);
    for (int i = 0; i < plain.length; i++) {
      assertThat(plain[i])
          .isCloseTo(expected[i], within(1e-5 * Math.max(1, Math.abs(expected[i]))));
    }
  }

  /** The README says how many megabytes a service ships; a tenth more or less is as well. */
  @Test
  void theReadmeHasTheSize() throws IOException {
    double size = 0;
    for (Path jar : jars) {
      size += Files.size(jar) / MEGABYTE;
    }
    MatchResult stated =
        Pattern.compile("A service that scores ships ([0-9.]+) MB")
            .matcher(Pages.read("README.md"))
            .results()
            .findFirst()
            .orElseThrow();
    assertThat(Double.parseDouble(stated.group(1))).isCloseTo(size, within(0.1 * size));
  }
}
