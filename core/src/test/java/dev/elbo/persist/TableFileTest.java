package dev.elbo.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.AutoEncoder;
import dev.elbo.Codes;
import dev.elbo.TableModel;
import dev.elbo.docs.Pages;
import dev.elbo.eval.Calibration;
import dev.elbo.eval.RowScores;
import dev.elbo.eval.Strangeness;
import dev.elbo.preprocessing.ColumnCells;
import dev.elbo.preprocessing.RowBlock;
import dev.elbo.schema.Kind;
import dev.elbo.schema.TimeUnit;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The file of a model of a table, with preprocessing and calibration: one that an earlier version
 * has written, what it answers, and what the page says of it.
 */
class TableFileTest {
  private static final double TOLERANCE = 1e-4;

  @TempDir private Path folder;

  private static Path golden(String name) {
    try {
      return Path.of(Objects.requireNonNull(TableFileTest.class.getResource(name)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path golden() {
    return golden("format-1-strangeness.safetensors");
  }

  /** Never written again; a new format adds a file of its own. */
  @ParameterizedTest
  @CsvSource({"format-1-table.safetensors, false", "format-1-strangeness.safetensors, true"})
  void theFileOfAnEarlierVersionLoads(String name, boolean calibrated) throws IOException {
    StoredModel model = ModelFile.read(golden(name));
    StoredModel expected = StoredTable.model();
    assertThat(model.vae().architecture()).isEqualTo(expected.vae().architecture());
    assertThat(model.parameters().values()).containsExactly(expected.parameters().values());
    assertThat(model.data()).isEqualTo(expected.data());
    assertThat(model.training()).isEqualTo(expected.training());
    assertThat(model.calibration()).isEqualTo(expected.calibration().filter(c -> calibrated));
  }

  /** Scores, p-values, contributions and codes of four rows, as that version gave them. */
  @Test
  void itAnswersAsItDid() throws IOException {
    List<double[]> answers = answers(TableModel.load(golden()));
    List<String> lines = Files.readAllLines(golden("format-1-strangeness.csv"));
    assertThat(lines).hasSize(answers.size() + 1);
    for (int i = 0; i < answers.size(); i++) {
      String[] expected = lines.get(i + 1).split(",", -1);
      assertThat(answers.get(i)).hasSize(expected.length);
      for (int j = 0; j < expected.length; j++) {
        double number = Double.parseDouble(expected[j]);
        assertThat(answers.get(i)[j])
            .as("row %d, %s", i + 1, lines.get(0).split(",", -1)[j])
            .isCloseTo(number, within(TOLERANCE * (1 + Math.abs(number))));
      }
    }
  }

  private static List<double[]> answers(TableModel model) {
    RowBlock rows = StoredTable.rows();
    RowScores scores = model.score(rows);
    Strangeness strangeness = model.strangeness(rows, scores);
    Codes codes = model.encode(rows);
    Calibration calibration = model.calibration().orElseThrow();
    List<double[]> answers = new ArrayList<>();
    for (int i = 0; i < rows.rows(); i++) {
      double strange = strangeness.values().get(i);
      Stream.Builder<Double> answer = Stream.builder();
      answer.add(scores.logLikelihood().get(i)).add(scores.bound().get(i));
      answer.add(scores.reconstruction().get(i));
      answer.add(strange).add(calibration.pValue(strange));
      scores.contributions().get(i).forEach(answer);
      for (float[] code : new float[][] {codes.means()[i], codes.deviations()[i]}) {
        for (float number : code) {
          answer.add((double) number);
        }
      }
      answers.add(answer.build().mapToDouble(x -> x).toArray());
    }
    return answers;
  }

  @Test
  void aReaderWrittenFromThePageAgrees() throws IOException {
    PlainModel plain = new PlainModel(Files.readAllBytes(golden()));
    PlainTable table = new PlainTable(metadata(golden()));
    TableModel library = TableModel.load(golden());
    RowBlock rows = StoredTable.rows();
    float[] values = library.preprocessing().encode(rows).values();
    Codes codes = library.encode(rows);
    for (int i = 0; i < rows.rows(); i++) {
      double[] row = table.row(cells(rows, i));
      float[] expected = new float[row.length];
      for (int d = 0; d < row.length; d++) {
        expected[d] = (float) row[d];
      }
      assertThat(Arrays.copyOfRange(values, i * row.length, (i + 1) * row.length))
          .containsExactly(expected);
      double[] mean = plain.mean(row);
      for (int j = 0; j < mean.length; j++) {
        assertThat((double) codes.means()[i][j])
            .isCloseTo(mean[j], within(TOLERANCE * (1 + Math.abs(mean[j]))));
      }
    }
    Calibration calibration = library.calibration().orElseThrow();
    for (double strange : new double[] {1e10, 1e9, 64.5, 50, 1 / 3.0, 0, -7}) {
      assertThat(table.pValue(strange)).isEqualTo(calibration.pValue(strange));
    }
  }

  @Test
  void aCalibrationIsOfTheModelsColumns() throws IOException {
    Path file = folder.resolve("other.safetensors");
    Calibration other = new Calibration(100, List.of(-1.0), -1, List.of(1.0));
    ModelFile.write(file, StoredTable.model().with(other));
    assertThatThrownBy(() -> ModelFile.read(file))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("damaged: what is usual of 1 columns for a model of 8");
  }

  private static List<@Nullable Object> cells(RowBlock rows, int row) {
    List<@Nullable Object> cells = new ArrayList<>();
    for (ColumnCells column : rows.columns()) {
      if (column instanceof ColumnCells.Texts texts) {
        cells.add(texts.values()[row]);
      } else {
        double number = ((ColumnCells.Numbers) column).values()[row];
        cells.add(Double.isNaN(number) ? null : number);
      }
    }
    return cells;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> metadata(Path file) throws IOException {
    Map<String, Object> header = PlainJson.object(FileParts.of(Files.readAllBytes(file)).header());
    return (Map<String, Object>) Objects.requireNonNull(header.get("__metadata__"));
  }

  /** The page's rows and sentences on preprocessing and calibration name what is in a file. */
  @Test
  void thePageNamesTheSameKeysAsTheFile() throws IOException {
    Path file = folder.resolve("model.safetensors");
    ModelFile.write(file, StoredTable.model());
    Map<String, Object> metadata = metadata(file);
    String page = Pages.read("docs/file-format.md");

    Set<String> inFile = new TreeSet<>();
    addKeys(json(metadata, "elbo.data").get("preprocessing"), inFile);
    int from = page.indexOf("`preprocessing` has an array `columns`");
    String part = page.substring(from, page.indexOf("\n### ", from));
    Set<String> onPage = new TreeSet<>(quoted(part));
    assertThat(onPage).containsAll(inFile);
    for (Kind kind : Kind.values()) {
      assertThat(onPage.remove(Fields.word(kind))).as("the kind %s", kind).isTrue();
    }
    for (TimeUnit unit : TimeUnit.values()) {
      assertThat(onPage.remove(Fields.word(unit))).as("the unit %s", unit).isTrue();
    }
    onPage.remove("preprocessing");
    assertThat(onPage).isEqualTo(inFile);

    Set<String> calibration = new TreeSet<>();
    addKeys(json(metadata, "elbo.strangeness"), calibration);
    from = page.indexOf("`elbo.strangeness`: ");
    part = page.substring(from, page.indexOf("\n\n", from));
    calibration.add("elbo.strangeness");
    assertThat(new TreeSet<>(quoted(part))).isEqualTo(calibration);
  }

  private static Map<String, Object> json(Map<String, Object> metadata, String key) {
    return PlainJson.object((String) Objects.requireNonNull(metadata.get(key)));
  }

  private static List<String> quoted(String text) {
    return Pattern.compile("`([^`]+)`").matcher(text).results().map(m -> m.group(1)).toList();
  }

  private static void addKeys(@Nullable Object value, Set<String> names) {
    if (value instanceof Map<?, ?> object) {
      object.forEach(
          (key, inner) -> {
            names.add((String) key);
            addKeys(inner, names);
          });
    } else if (value instanceof List<?> list) {
      list.forEach(element -> addKeys(element, names));
    }
  }

  @Test
  void aTableGoesThroughAFileUnchanged() throws IOException {
    Path file = folder.resolve("model.safetensors");
    AutoEncoder.of(StoredTable.model()).save(file);
    byte[] bytes = Files.readAllBytes(file);
    AutoEncoder.load(file).save(file);
    assertThat(file).hasBinaryContent(bytes);
  }
}
