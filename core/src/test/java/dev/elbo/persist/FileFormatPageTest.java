package dev.elbo.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.AutoEncoder;
import dev.elbo.Codes;
import dev.elbo.data.Binarization;
import dev.elbo.data.DataDescription;
import dev.elbo.distribution.DiagonalGaussian.MeanRange;
import dev.elbo.distribution.DiagonalGaussian.Variance;
import dev.elbo.distribution.Likelihood;
import dev.elbo.distribution.MixedLikelihood;
import dev.elbo.docs.Pages;
import dev.elbo.linalg.Matrix;
import dev.elbo.linalg.Precision;
import dev.elbo.model.Architecture;
import dev.elbo.model.Decoder;
import dev.elbo.nn.Activation;
import dev.elbo.nn.Initialization;
import dev.elbo.nn.Weights;
import dev.elbo.objective.Iwae;
import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/file-format.md says enough to read a model, and names all that is in a file. */
class FileFormatPageTest {
  private static final int ROWS = 5;

  @TempDir private Path folder;

  static List<Architecture> architectures() {
    return StoredModels.architectures().stream()
        .filter(architecture -> !(architecture.likelihood() instanceof MixedLikelihood))
        .toList();
  }

  private static float[] normal(int place, int length) {
    float[] numbers = new float[length];
    RandomStream.of(1, Purpose.PRIOR_SAMPLE, place, 0).fillGaussian(numbers, 0, length);
    return numbers;
  }

  /** A Bernoulli decoder takes no others. */
  private static float[] inUnitInterval(float[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) (0.5 + 0.5 * Math.tanh(numbers[i]));
    }
    return numbers;
  }

  private static double[] doubles(float[] numbers) {
    return IntStream.range(0, numbers.length).mapToDouble(i -> numbers[i]).toArray();
  }

  /** Random parameters, written; the description is of values that are taken as they are. */
  private StoredModel random(Architecture architecture, Path file) throws IOException {
    StoredModel model = StoredModels.of(architecture);
    float[] values = model.parameters().values();
    System.arraycopy(normal(0, values.length), 0, values, 0, values.length);
    DataDescription data =
        new DataDescription("x", model.vae().dataSize(), 1, Binarization.NONE, Optional.empty());
    StoredModel random = new StoredModel(model.vae(), model.parameters(), data, model.training());
    ModelFile.write(file, random);
    return random;
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void aReaderWrittenFromThePageAgrees(Architecture architecture) throws IOException {
    Path file = folder.resolve("model.safetensors");
    StoredModel stored = random(architecture, file);
    AutoEncoder library = AutoEncoder.load(file);
    PlainModel plain = new PlainModel(Files.readAllBytes(file));
    float[][] x = new float[ROWS][];
    for (int i = 0; i < ROWS; i++) {
      x[i] = inUnitInterval(normal(1 + i, stored.vae().dataSize()));
    }
    Codes codes = library.encode(x);
    float[][] means = library.decode(codes.means());
    for (int i = 0; i < ROWS; i++) {
      double[] row = doubles(x[i]);
      double[] z = doubles(codes.means()[i]);
      assertClose(codes.means()[i], plain.mean(row));
      double[] deviations = plain.logVariance(row);
      for (int j = 0; j < deviations.length; j++) {
        deviations[j] = Math.exp(0.5 * deviations[j]);
      }
      assertClose(codes.deviations()[i], deviations);
      assertClose(means[i], plain.decode(z));
      double expected = plain.logProbability(row, z);
      assertThat(logProbability(stored, x[i], codes.means()[i]))
          .isCloseTo(expected, within(1e-4 * (1 + Math.abs(expected))));
    }
  }

  /** Of tables the page has the encoder; the densities are in a decision. */
  @Test
  void theEncoderOfATableAgrees() throws IOException {
    Path file = folder.resolve("model.safetensors");
    random(Architecture.of(StoredModels.mixed(), List.of(5), 2), file);
    float[] x = {-0.7f, 2, 1, 3.5f, 4, 0, 0.3f, -8};
    Codes codes = AutoEncoder.load(file).encode(new float[][] {x});
    PlainModel plain = new PlainModel(Files.readAllBytes(file));
    assertClose(codes.means()[0], plain.mean(doubles(x)));
    double[] deviations = plain.logVariance(doubles(x));
    Arrays.setAll(deviations, j -> Math.exp(0.5 * deviations[j]));
    assertClose(codes.deviations()[0], deviations);
  }

  private static double logProbability(StoredModel model, float[] x, float[] z) {
    Decoder decoder = model.vae().decoder();
    Likelihood likelihood = decoder.likelihood();
    Decoder.Trace trace = decoder.trace(1);
    decoder.forward(Weights.of(model.parameters()), Matrix.view(1, z.length, z, 0), trace);
    double[] logProb = new double[1];
    Matrix row = Matrix.view(1, x.length, x, 0);
    likelihood.logProb(trace.outputs(), row, 1, likelihood.scratch(1), logProb);
    return logProb[0];
  }

  private static void assertClose(float[] actual, double[] expected) {
    assertThat(actual).hasSize(expected.length);
    for (int i = 0; i < actual.length; i++) {
      assertThat((double) actual[i])
          .isCloseTo(expected[i], within(1e-5 * (1 + Math.abs(expected[i]))));
    }
  }

  @Test
  void theHashIsThePages() throws IOException {
    Path model = folder.resolve("model.safetensors");
    ModelFile.write(model, StoredModels.small());
    assertHash(model);
    Path checkpoint = folder.resolve("checkpoint.safetensors");
    CheckpointFile.write(checkpoint, StoredCheckpoints.small());
    assertHash(checkpoint);
  }

  /**
   * Whoever writes a file anew, in another order and with metadata of their own, keeps the hash.
   */
  @Test
  void aFileThatAnotherToolHasWrittenAnewLoads() throws IOException {
    Path file = folder.resolve("model.safetensors");
    ModelFile.write(file, StoredModels.small());
    FileParts parts = FileParts.of(Files.readAllBytes(file));
    int first = 4 * 6;
    byte[] moved = new byte[parts.data().length];
    System.arraycopy(parts.data(), first, moved, 0, moved.length - first);
    System.arraycopy(parts.data(), 0, moved, moved.length - first, first);
    String header =
        parts.header().replace("{\"__metadata__\":{", "{\"__metadata__\":{\"format\":\"pt\",");
    Files.write(file, new FileParts(withOffsets(header, first, moved.length), moved).bytes());
    assertHash(file);
    assertThat(ModelFile.read(file).parameters().values())
        .isEqualTo(StoredModels.small().parameters().values());
  }

  /** Tensors before {@code first} go to the end, those after it to the front. */
  private static String withOffsets(String header, int first, int length) {
    return Pattern.compile("\"data_offsets\":\\[(\\d+),(\\d+)]")
        .matcher(header)
        .replaceAll(
            offsets -> {
              int begin = Integer.parseInt(offsets.group(1));
              int end = Integer.parseInt(offsets.group(2));
              int by = begin < first ? length - first : -first;
              return "\"data_offsets\":[%d,%d]".formatted(begin + by, end + by);
            });
  }

  private static void assertHash(Path file) throws IOException {
    assertThat(metadata(file))
        .containsEntry("elbo.sha256", new PlainModel(Files.readAllBytes(file)).sha256());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> metadata(Path file) throws IOException {
    Map<String, Object> header = PlainJson.object(FileParts.of(Files.readAllBytes(file)).header());
    return (Map<String, Object>) Objects.requireNonNull(header.get("__metadata__"));
  }

  /** Keys and tensors of files of every kind, and the words that some keys have. */
  @Test
  void thePageNamesAllThatFilesHold() throws IOException {
    Set<String> names = new TreeSet<>();
    Path file = folder.resolve("file");
    for (Architecture architecture : StoredModels.architectures()) {
      StoredModel model = StoredModels.of(architecture);
      ModelFile.write(
          file,
          new StoredModel(
              model.vae(), model.parameters(), StoredModels.pictures(), model.training()));
      addNames(file, names);
    }
    ModelFile.write(file, StoredTable.model());
    addNames(file, names);
    for (Checkpoint checkpoint : CheckpointFileTest.checkpoints().toList()) {
      CheckpointFile.write(file, checkpoint);
      addNames(file, names);
    }
    OptionsJsonTest.options()
        .forEach(options -> addKeys(PlainJson.object(OptionsJson.write(options)), names));
    for (Class<?> words :
        List.of(
            Variance.class,
            MeanRange.class,
            Activation.class,
            Architecture.Weights.class,
            Binarization.class,
            Iwae.Gradient.class,
            Initialization.class,
            Precision.class)) {
      for (Object constant : words.getEnumConstants()) {
        names.add(Fields.word((Enum<?>) constant));
      }
    }
    String page = Pages.read("docs/file-format.md");
    assertThat(names).hasSizeGreaterThan(110).allMatch(name -> page.contains("`" + name + "`"));
  }

  private static void addNames(Path file, Set<String> names) throws IOException {
    FileParts parts = FileParts.of(Files.readAllBytes(file));
    for (String name : PlainJson.object(parts.header()).keySet()) {
      names.add(
          name.replaceFirst("^best\\..*", "best.")
              .replaceFirst("^moment\\.\\d+\\..*", "moment.k.")
              .replaceFirst("hidden\\.\\d+", "hidden.i"));
    }
    metadata(file)
        .forEach(
            (key, value) -> {
              names.add(key);
              if (((String) value).startsWith("{")) {
                addKeys(PlainJson.object((String) value), names);
              }
            });
  }

  @SuppressWarnings("unchecked")
  private static void addInner(Object element, Set<String> names) {
    if (element instanceof Map<?, ?>) {
      addKeys((Map<String, Object>) element, names);
    }
  }

  /** With the kinds of things; the settings in words are for people. */
  private static void addKeys(Map<String, Object> object, Set<String> names) {
    object.forEach(
        (key, value) -> {
          names.add(key);
          if (key.equals("kind") || key.equals("family")) {
            names.add((String) value);
          }
          if (value instanceof List<?> list) {
            list.forEach(element -> addInner(element, names));
          }
          if (value instanceof Map<?, ?> inner && !key.equals("settings")) {
            inner.forEach((k, v) -> addKeys(Map.of((String) k, v), names));
          }
        });
  }
}
