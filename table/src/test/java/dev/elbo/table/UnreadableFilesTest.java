package dev.elbo.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.data.DataException;
import dev.elbo.table.csv.CsvFormat;
import dev.elbo.table.csv.Encoding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are damaged, or not what their names say. */
class UnreadableFilesTest {
  private static final String ROWS = Written.rows(5000, i -> i + "," + i * i % 977);

  @TempDir private Path folder;

  private static AbstractThrowableAssert<?, ?> refused(TableSource source) {
    return assertThatThrownBy(() -> Table.open(source).close()).isInstanceOf(DataException.class);
  }

  private Path bytes(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private static byte[] gzipped(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  private static byte[] half(byte[] all) {
    return Arrays.copyOf(all, all.length / 2);
  }

  /** Near the beginning, and behind all that is looked at to find the delimiter. */
  @ParameterizedTest
  @ValueSource(ints = {1, 40})
  void gzipThatIsCutOff(int times) throws IOException {
    Path file = bytes("cut.csv.gz", half(gzipped("a,b\n" + ROWS.repeat(times))));
    refused(TableSource.file(file))
        .hasMessage(file + ": gzipped, and cut off or damaged; use another copy");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void jsonUnderNamesOfOtherContent(boolean isGzipped) throws IOException {
    String text = "{\"a\": 1}\n{\"a\": 2}\n";
    Path file =
        isGzipped
            ? bytes("t.jsonl", gzipped(text))
            : bytes("t.jsonl.gz", text.getBytes(StandardCharsets.UTF_8));
    try (Table table = Table.open(TableSource.file(file))) {
      assertThat(table.rows()).isEqualTo(2);
    }
  }

  /** What is in a file decides, whatever it is called. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void namesOfOtherContent(boolean isGzipped) throws IOException {
    String text = "a,b\n" + ROWS;
    Path file =
        isGzipped
            ? bytes("t.csv", gzipped(text))
            : bytes("t.csv.gz", text.getBytes(StandardCharsets.UTF_8));
    try (Table table = Table.open(TableSource.file(file))) {
      assertThat(table.rows()).isEqualTo(5000);
    }
  }

  @Test
  void parquetThatIsCutOff() throws IOException, SQLException {
    Path whole = folder.resolve("whole.parquet");
    Written.copy("SELECT range AS a FROM range(5000)", whole, "FORMAT parquet");
    Path file = bytes("cut.parquet", half(Files.readAllBytes(whole)));
    refused(TableSource.file(file))
        .hasMessageStartingWith(file + ": ")
        .hasMessageEndingWith("; repair the file, or use another copy");
  }

  @Test
  void jsonThatEndsTooSoon() {
    Path file = Written.file(folder, "t.jsonl", "{\"a\": 1}\n{\"a\": 2}\n{\"a\": ");
    refused(TableSource.file(file))
        .hasMessageStartingWith(file + ": ")
        .hasMessageEndingWith("; repair the file, or use another copy");
  }

  @Test
  void utf16ThatNobodyAnnounced() throws IOException {
    Path file = bytes("t.csv", "a,b\n1,2\n3,4\n".getBytes(StandardCharsets.UTF_16LE));
    refused(TableSource.file(file))
        .hasMessage(
            file
                + ", line 1: a character of zero, which no text in utf-8 has; name its encoding (--encoding utf-16?), or another file");
    String marked = "\uFEFFa,b\n1,2\n3,4\n";
    Path low = bytes("low.csv", marked.getBytes(StandardCharsets.UTF_16LE));
    try (Table table = Table.open(utf16(low))) {
      assertThat(table.rows()).isEqualTo(2);
    }
    Path high = bytes("high.csv", marked.getBytes(StandardCharsets.UTF_16BE));
    refused(utf16(high))
        .hasMessage(
            high + ": UTF-16 with the high byte first, which is not read; save it as UTF-8");
  }

  private static TableSource utf16(Path file) {
    return new TableSource.Files(
        List.of("" + file), CsvFormat.DETECTED.withEncoding(Encoding.UTF_16));
  }

  @Test
  void bytesThatAreNoText() throws IOException {
    Path file = bytes("t.csv", new byte[] {'a', ',', 'b', '\n', '1', ',', 0, '\n', 7});
    refused(TableSource.file(file)).hasMessageStartingWith(file + ", line 2: a character of zero");
    String zero = "\uFEFFa,b\n1,\0\n";
    refused(utf16(bytes("z.csv", zero.getBytes(StandardCharsets.UTF_16LE))))
        .hasMessageEndingWith(
            ", line 2: a character of zero, which no text in utf-16 has; remove it, or name another file");
  }

  @Test
  void namesThatDifferInCaseOnly() {
    Path file = Written.file(folder, "t.csv", "Age,age\n1,2\n");
    refused(TableSource.file(file))
        .hasMessage(
            file
                + ": columns 1 and 2 are both named age, but for upper and lower case, which SQL does not tell apart; rename one");
  }

  @Test
  void aDelimiterThatIsNotFoundIsAskedFor() throws IOException {
    Path file = Written.file(folder, "t.csv", "a:b\nx:y\nz:w\n");
    try (Table table = Table.open(TableSource.file(file))) {
      assertThat(table.notes())
          .containsExactly(
              file + " has one column: no comma, semicolon, tab or | cuts its lines (--delimiter)");
    }
  }
}
