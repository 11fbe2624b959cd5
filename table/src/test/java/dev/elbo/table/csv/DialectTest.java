package dev.elbo.table.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.data.DataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DialectTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("t.csv");
  }

  private Dialect of(String text, CsvFormat format) throws IOException {
    return Dialect.of(Files.writeString(file, text), format);
  }

  private Dialect of(String text) throws IOException {
    return of(text, CsvFormat.DETECTED);
  }

  private void refused(String text, CsvFormat format, String message) {
    assertThatThrownBy(() -> of(text, format))
        .isInstanceOf(DataException.class)
        .hasMessage(file + message);
  }

  @ParameterizedTest
  @ValueSource(chars = {',', ';', '\t', '|'})
  void delimitersAreFound(char delimiter) throws IOException {
    Dialect dialect = of("name|x|age\n\"a,;\t|b\"|1|2\nb|1|3\n".replace("|", "" + delimiter));
    assertThat(dialect.delimiter()).isEqualTo(delimiter);
  }

  @Test
  void namesComeFromTheHeader() throws IOException {
    assertThat(of("\uFEFF name ;\"the age\"\nAnn;3\n"))
        .isEqualTo(new Dialect(';', true, List.of("name", "the age")));
  }

  @Test
  void aNumberIsNoName() throws IOException {
    assertThat(of("Ann,3\nBob,4\n"))
        .isEqualTo(new Dialect(',', false, List.of("column1", "column2")));
  }

  @Test
  void aCellThatComesAgainIsNoName() throws IOException {
    assertThat(of("Ann,yes\nBob,no\nCat,yes\n").header()).isFalse();
    assertThat(of("name,member\nBob,no\nCat,yes\n").header()).isTrue();
  }

  @Test
  void whatIsGivenIsNotLookedFor() throws IOException {
    CsvFormat format = CsvFormat.DETECTED.withHeader(Header.PRESENT).withSkippedLines(1);
    assertThat(of("# made today\n1,2\n3,4\n", format))
        .isEqualTo(new Dialect(',', true, List.of("1", "2")));
    assertThat(of("1,2\n", CsvFormat.DETECTED.withNames(List.of("a", "b"))).names())
        .containsExactly("a", "b");
    assertThat(of("a,b\n", CsvFormat.DETECTED.withHeader(Header.ABSENT)).header()).isFalse();
  }

  @Test
  void oneColumnNeedsNoDelimiter() throws IOException {
    assertThat(of("age\n1\n2\n")).isEqualTo(new Dialect(',', true, List.of("age")));
  }

  @Test
  void gzippedFilesAreLookedInto() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write("a;b\n1;2\n".getBytes(StandardCharsets.UTF_8));
    }
    Files.write(file, bytes.toByteArray());
    assertThat(Dialect.of(file, CsvFormat.DETECTED).names()).containsExactly("a", "b");
  }

  @Test
  void otherEncodingsAreRead() throws IOException {
    Files.writeString(file, "größe\n1\n", StandardCharsets.ISO_8859_1);
    CsvFormat format = CsvFormat.DETECTED.withEncoding(Encoding.LATIN_1);
    assertThat(Dialect.of(file, format).names()).containsExactly("größe");
  }

  @Test
  void problemsAreNamed() {
    CsvFormat any = CsvFormat.DETECTED;
    refused("", any, ": the file is empty; name one with a header and rows");
    refused(" \n\n", any, ": the file is empty; name one with a header and rows");
    refused("a,b\n", any, ": the file has a header and no rows");
    refused(
        "a\n",
        any.withSkippedLines(2),
        ": nothing is left after the lines to skip; skip fewer (--skip-lines)");
    refused(
        "a,b\n1,2\n",
        any.withDelimiter(';'),
        ": the delimiter ';' leaves one column; the lines look as if it were ','");
    refused(
        "made today\na,b\n1,2\n3,4\n",
        any,
        ", line 1: 1 cell where most lines have 2; repair the line, or skip it (--skip-lines 1)");
    refused(
        "1,2\n3,4\n",
        any.withHeader(Header.ABSENT).withNames(List.of("a")),
        ": the file has no header and 2 columns, but 1 names are given");
  }
}
