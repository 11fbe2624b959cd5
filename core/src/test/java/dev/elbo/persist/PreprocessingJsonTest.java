package dev.elbo.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.preprocessing.ColumnCells;
import dev.elbo.preprocessing.Preprocessing;
import dev.elbo.preprocessing.PreprocessingFit;
import dev.elbo.preprocessing.RowBlock;
import dev.elbo.schema.Binary;
import dev.elbo.schema.Category;
import dev.elbo.schema.Column;
import dev.elbo.schema.Count;
import dev.elbo.schema.DateTime;
import dev.elbo.schema.Kind;
import dev.elbo.schema.LeftOut;
import dev.elbo.schema.Numeric;
import dev.elbo.schema.Schema;
import dev.elbo.schema.TimeUnit;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class PreprocessingJsonTest {
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              new Column("ä \"q\"", new LeftOut(Kind.IDENTIFIER, "why"), List.of(), 0),
              new Column("age", new Numeric(-1.5, 1e300, 0.1), List.of("?", "-9"), 1.0 / 3),
              Column.of("gain", new Numeric(0, 3e6, 0, Kind.POSITIVE)),
              Column.of("visits", new Count(0, 9)),
              Column.of("member", new Binary("no", "yes")),
              Column.of("city", new Category(List.of("b", "a"), 7)),
              Column.of("since", new DateTime(TimeUnit.SECONDS, 10, 30)),
              Column.of("delay", new Numeric(0, 500, 1, Kind.HEAVY_TAILED)),
              Column.of("share", new Numeric(0, 1, 0.01, Kind.FRACTION))));

  private static RowBlock block() {
    double[] gains = new double[50];
    for (int i = 0; i < gains.length; i++) {
      gains[i] = Math.exp(0.3 * i) - 1;
    }
    return new RowBlock(
        0,
        50,
        List.of(
            texts("x"),
            new ColumnCells.Numbers(new double[50]),
            new ColumnCells.Numbers(gains),
            new ColumnCells.Numbers(new double[50]),
            texts("yes"),
            texts("z"),
            new ColumnCells.Numbers(new double[50]),
            new ColumnCells.Numbers(gains),
            new ColumnCells.Numbers(new double[50])));
  }

  private static ColumnCells texts(String text) {
    String[] cells = new String[50];
    Arrays.fill(cells, text);
    return new ColumnCells.Texts(cells);
  }

  private static Preprocessing fitted() {
    PreprocessingFit fit = new PreprocessingFit(SCHEMA);
    fit.add(block());
    return fit.finish();
  }

  private static String write(Preprocessing preprocessing) {
    ObjectNode node = SafetensorsHeader.JSON.createObjectNode();
    PreprocessingJson.write(preprocessing, node);
    return node.toString();
  }

  private static Preprocessing read(String json) {
    return PreprocessingJson.read(Fields.of(json));
  }

  @Test
  void isReadAsItWasWritten() {
    Preprocessing written = fitted();
    String json = write(written);
    assertThat(json).contains("\"logarithm\"", "\"heavy_tailed\"", "\"fraction\"");
    Preprocessing read = read(json);
    assertThat(read.schema()).isEqualTo(SCHEMA);
    assertThat(read.encode(block()).values()).containsExactly(written.encode(block()).values());
    assertThat(write(read)).isEqualTo(json);
  }

  @Test
  void isPlainJson() {
    Preprocessing city =
        new PreprocessingFit(new Schema(List.of(SCHEMA.columns().get(5)))).finish();
    assertThat(write(city))
        .isEqualTo(
            "{\"columns\":[{\"name\":\"city\",\"kind\":\"category\",\"levels\":[\"b\",\"a\"],"
                + "\"other_rows\":7,\"missing\":[],\"missing_share\":0.0}]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"kind\":\"count\" | \"kind\":\"tally\" | unknown kind \"tally\"",
        "\"name\":\"city\" | \"name\":3 | no valid name",
        "\"resolution\":0.1 | \"resolution\":\"fine\" | no valid resolution",
        "[\"no\",\"yes\"] | [\"no\"] | 1 levels of a binary column",
        "[\"no\",\"yes\"] | [1,2] | no valid levels",
        "\"maximum\":9 | \"maximum\":9.5 | no valid maximum",
        "\"mean\":0.0 | \"means\":0.0 | no valid mean",
        "\"unit\":\"seconds\" | \"unit\":\"years\" | unknown unit \"years\"",
        "\"other_rows\":7 | \"other_rows\":-7 | otherRows is at least 0, not -7"
      })
  void whatIsDamagedIsNamed(String part, String damaged, String message) {
    String json = write(fitted());
    assertThat(json).contains(part);
    assertThatThrownBy(() -> read(json.replace(part, damaged)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
