package dev.elbo.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.data.DataException;
import dev.elbo.schema.Binary;
import dev.elbo.schema.Category;
import dev.elbo.schema.Column;
import dev.elbo.schema.ColumnType;
import dev.elbo.schema.Count;
import dev.elbo.schema.DateTime;
import dev.elbo.schema.Kind;
import dev.elbo.schema.LeftOut;
import dev.elbo.schema.Numeric;
import dev.elbo.schema.Schema;
import dev.elbo.schema.TimeUnit;
import dev.elbo.table.SchemaHints.Hint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaInferenceTest {
  @TempDir private Path folder;

  private Schema infer(String csv, SchemaHints hints) throws IOException {
    try (Table table = Table.open(TableSource.file(Written.file(folder, "t.csv", csv)))) {
      return SchemaInference.infer(table, hints);
    }
  }

  private ColumnType typeOf(List<String> cells) throws IOException {
    return Written.typeOfX(infer(Written.column(cells), SchemaHints.NONE));
  }

  private ColumnType typeOf(int rows, IntFunction<String> cell) throws IOException {
    return typeOf(IntStream.range(0, rows).mapToObj(cell).toList());
  }

  private ColumnType typeOf(Hint hint, List<String> cells) throws IOException {
    return Written.typeOfX(infer(Written.column(cells), new SchemaHints(Map.of("x", hint))));
  }

  private void refused(Hint hint, List<String> cells, String message) {
    assertThatThrownBy(() -> typeOf(hint, cells))
        .isInstanceOf(DataException.class)
        .hasMessage(folder.resolve("t.csv") + message);
  }

  private void refused(List<String> cells, String message) {
    refused(new Hint(Optional.empty(), Optional.empty()), cells, message);
  }

  @Test
  void constantColumnsAreLeftOut() throws IOException {
    assertThat(typeOf(List.of("", "", "?")))
        .isEqualTo(new LeftOut(Kind.CONSTANT, "every cell is missing"));
    assertThat(typeOf(List.of("a", "", "a")))
        .isEqualTo(new LeftOut(Kind.CONSTANT, "every cell is \"a\""));
  }

  @Test
  void twoValuesAreBinary() throws IOException {
    assertThat(typeOf(List.of("yes", "no", "", "no"))).isEqualTo(new Binary("no", "yes"));
    assertThat(typeOf(List.of("1", "0", "1"))).isEqualTo(new Binary("0", "1"));
  }

  @Test
  void numbersHaveTheirRangeAndResolution() throws IOException {
    assertThat(typeOf(List.of("1.5", "-2.25", "NaN", "3"))).isEqualTo(new Numeric(-2.25, 3, 0.01));
    assertThat(typeOf(List.of("17", "90", "33"))).isEqualTo(new Numeric(17, 90, 1));
    assertThat(typeOf(List.of("1200", "-300", "500"))).isEqualTo(new Numeric(-300, 1200, 100));
    assertThat(typeOf(List.of("0.1", "0.2", "0.3"))).isEqualTo(new Numeric(0.1, 0.3, 0.1));
    assertThat(typeOf(List.of("3.14159265", "2.71828182", "-1e300")))
        .isEqualTo(new Numeric(-1e300, 3.14159265, 0));
    assertThat(typeOf(List.of("0", "2", "51"))).isEqualTo(new Numeric(0, 51, 1));
  }

  @Test
  void smallWholeNumbersFromZeroOrOneAreCounts() throws IOException {
    assertThat(typeOf(List.of("0", "7", "3", "3"))).isEqualTo(new Count(0, 7));
    assertThat(typeOf(List.of("1", "50", "3"))).isEqualTo(new Count(1, 50));
  }

  @Test
  void numbersOfWhichOneDominatesAreCategories() throws IOException {
    List<String> hours = List.of("40", "45", "38");
    assertThat(typeOf(600, i -> i % 5 == 0 ? "40" : i % 2 == 0 ? "38" : "45"))
        .isEqualTo(new Category(List.of("38", "45", "40"), 0));
    assertThat(typeOf(599, i -> hours.get(i % 3))).isEqualTo(new Numeric(38, 45, 1));
    assertThat(typeOf(2000, i -> Integer.toString(i % 6))).isEqualTo(new Count(0, 5));
    assertThat(typeOf(600, i -> hours.get(i % 3) + ".5")).isEqualTo(new Numeric(38.5, 45.5, 0.1));
  }

  @Test
  void identifiersAreLeftOut() throws IOException {
    assertThat(typeOf(50, i -> "" + (1000 + i)))
        .isEqualTo(new LeftOut(Kind.IDENTIFIER, "whole numbers that run on, each once"));
    assertThat(typeOf(50, i -> "u" + 7 * i))
        .isEqualTo(new LeftOut(Kind.IDENTIFIER, "all 50 values are different"));
    assertThat(typeOf(50, i -> "a long sentence with the number " + i))
        .isEqualTo(new LeftOut(Kind.TEXT, "all 50 values are different"));
    String ids = "customer_id,paid\n" + Written.rows(30, i -> 17 * i + "," + i * i);
    assertThat(infer(ids, SchemaHints.NONE).columns())
        .extracting(Column::type)
        .containsExactly(
            new LeftOut(Kind.IDENTIFIER, "all 30 whole numbers are different"),
            new Numeric(0, 841, 1));
  }

  /** What to do about a column that is left out by mistake. */
  @Test
  void numbersAndDatesInAnotherNotationAreNamed() throws IOException {
    String read = "is a number or date: they are read when written as 1234.5 and 2024-12-31";
    for (String prefix : List.of("$", "1,", "12/31/", "31. Dec ", "(")) {
      Kind kind = prefix.contains(" ") ? Kind.TEXT : Kind.IDENTIFIER;
      assertThat(typeOf(50, i -> '"' + prefix + (1900 + i) + '"'))
          .isEqualTo(
              new LeftOut(
                  kind,
                  "all 50 values are different; if \"%s1900\" in row 1 %s"
                      .formatted(prefix, read)));
    }
  }

  @Test
  void levelsAreInOrderOfFrequency() throws IOException {
    assertThat(typeOf(List.of("b", "a", "c", "b", "", "c", "c", " b ", "c")))
        .isEqualTo(new Category(List.of("c", "b", "a"), 0));
  }

  @Test
  void rareLevelsAreOneTogether() throws IOException {
    // Of 10,000 cells, levels r0, r1 and r2 have 4 together: less than 5 each.
    assertThat(typeOf(10_000, i -> i < 4 ? "r" + i % 3 : "abc".substring(i % 3, i % 3 + 1)))
        .isEqualTo(new Category(List.of("a", "b", "c"), 4));
  }

  @Test
  void aMillionLevelsAreLeftOut() throws IOException {
    String csv = "x,n\n" + Written.rows(1_100_000, i -> "k" + i % 1_000_000 + "," + i % 3);
    assertThat(Written.typeOfX(infer(csv, SchemaHints.NONE)))
        .isEqualTo(
            new LeftOut(
                Kind.IDENTIFIER,
                "1,000,000 different values, the 100 most frequent in less than half of the cells"));
  }

  @Test
  void manyRareLevelsBesideFrequentOnesAreACategory() throws IOException {
    ColumnType type = typeOf(20_000, i -> i % 4 == 0 ? "k" + i : "ab".substring(i % 2, i % 2 + 1));
    assertThat(type).isEqualTo(new Category(List.of("b", "a"), 5000));
  }

  @Test
  void datesHaveTheirUnit() throws IOException {
    assertThat(typeOf(List.of("1970-01-02", "1970-01-11", "1970-01-05")))
        .isEqualTo(new DateTime(TimeUnit.DAYS, 1, 10));
    assertThat(typeOf(List.of("1970-01-01T00:01:00+01:00", "1970-01-01 00:00:05", "1970-01-02")))
        .isEqualTo(new DateTime(TimeUnit.SECONDS, -3540, 86_400));
    assertThat(typeOf(List.of("1970-01-01 00:00:00.5", "1970-01-01 00:00:05", "1970-01-02")))
        .isEqualTo(new DateTime(TimeUnit.MICROSECONDS, 500_000, 86_400e6));
  }

  @Test
  void missingCellsAreCounted() throws IOException {
    Schema schema = infer("a,b\n1,x\n,y\n2,NA\n3,null\n", SchemaHints.NONE);
    assertThat(schema.columns()).extracting(Column::missingShare).containsExactly(0.25, 0.5);
  }

  @Test
  void declaredTokensReplaceTheUsualOnes() throws IOException {
    Hint hint = new Hint(Optional.empty(), Optional.of(List.of("-999")));
    assertThat(typeOf(hint, List.of("12", "-999", "40", "33"))).isEqualTo(new Numeric(12, 40, 1));
    assertThat(typeOf(hint, List.of("NA", "-999", "DE", "NA", "CH")))
        .isEqualTo(new Category(List.of("NA", "CH", "DE"), 0));
  }

  @Test
  void mixedColumnsAreRefused() {
    List<String> cells =
        IntStream.range(0, 100).mapToObj(i -> i == 41 ? "unknown" : "" + 3 * i).toList();
    refused(
        cells,
        ", row 42, column x: \"unknown\" is no number, and 99 other cells are; correct it, or say in the schema (--schema) that it stands for a missing cell, or that the column is a category");
    List<String> dates =
        IntStream.range(0, 100)
            .mapToObj(i -> i == 41 ? "soon" : "2020-%02d-%02d".formatted(i % 12 + 1, i % 28 + 1))
            .toList();
    refused(
        dates,
        ", row 42, column x: \"soon\" is no date, and 99 other cells are; correct it, or say in the schema (--schema) that it stands for a missing cell, or that the column is a category");
  }

  @Test
  void aFewCodesAreACategoryEvenIfMostAreNumbers() throws IOException {
    assertThat(typeOf(100, i -> i == 41 ? "3+" : "" + i % 3))
        .isEqualTo(new Category(List.of("0", "1", "2", "3+"), 0));
  }

  @Test
  void infiniteNumbersAreRefused() {
    refused(
        List.of("1", "2", "-Infinity", "3"),
        ", row 3, column x: \"-Infinity\" is no finite number; correct the cell or leave it empty");
  }

  @Test
  void peopleKnowBetter() throws IOException {
    List<String> codes = List.of("1", "2", "3", "3");
    assertThat(typeOf(Hint.of(Kind.CATEGORY), codes))
        .isEqualTo(new Category(List.of("3", "1", "2"), 0));
    assertThat(typeOf(Hint.of(Kind.NUMERIC), codes)).isEqualTo(new Numeric(1, 3, 1));
    assertThat(typeOf(Hint.of(Kind.POSITIVE), codes))
        .isEqualTo(new Numeric(1, 3, 1, Kind.POSITIVE));
    assertThat(typeOf(Hint.of(Kind.HEAVY_TAILED), codes))
        .isEqualTo(new Numeric(1, 3, 1, Kind.HEAVY_TAILED));
    assertThat(typeOf(Hint.of(Kind.FRACTION), List.of("0.25", "0", "1")))
        .isEqualTo(new Numeric(0, 1, 0.01, Kind.FRACTION));
    assertThat(typeOf(Hint.of(Kind.IGNORED), codes))
        .isEqualTo(new LeftOut(Kind.IGNORED, "as was asked"));
    assertThat(typeOf(Hint.of(Kind.COUNT), List.of("5", "2000", "7")))
        .isEqualTo(new Count(5, 2000));
    assertThat(typeOf(Hint.of(Kind.BINARY), List.of("5", "7", "7")))
        .isEqualTo(new Binary("5", "7"));
  }

  @Test
  void peopleMayBeWrong() {
    refused(
        Hint.of(Kind.COUNT),
        List.of("1", "2", "-3"),
        ", row 3, column x: \"-3\" is no whole number from 0 on; correct the cell or leave it empty, call it missing (--schema), or ask for another kind");
    refused(
        Hint.of(Kind.FRACTION),
        List.of("0.1", "0", "1.2"),
        ", row 3, column x: \"1.2\" is no number from 0 to 1; correct the cell or leave it empty, call it missing (--schema), or ask for another kind");
    refused(
        Hint.of(Kind.NUMERIC),
        List.of("1", "b", "3"),
        ", row 2, column x: \"b\" is no finite number; correct the cell or leave it empty, call it missing (--schema), or ask for another kind");
    refused(
        Hint.of(Kind.BINARY),
        List.of("a", "b", "c"),
        ", column x: a binary column has two different values, not 3; call it a category");
    refused(
        Hint.of(Kind.NUMERIC),
        List.of("", "?", ""),
        ", column x: every cell is missing: no column to model; call it ignored");
    assertThatThrownBy(() -> infer("a,b\n1,2\n", new SchemaHints(Map.of("c", Hint.of(Kind.COUNT)))))
        .isInstanceOf(DataException.class)
        .hasMessage(
            folder.resolve("t.csv")
                + ": there is no column c, whose kind is given; its columns are a, b");
  }

  @Test
  void hintsAreReadFromAFile() throws IOException {
    Path file =
        Written.file(
            folder,
            "schema.csv",
            "column,kind,missing\nage,numeric,-999 -1\nzip,category\n\"a,b\",,?\nnotes,ignored,\nreason,,not asked | no answer\n");
    SchemaHints hints = SchemaHints.read(file);
    assertThat(hints.names()).containsExactly("age", "zip", "a,b", "notes", "reason");
    assertThat(hints.hints())
        .containsEntry(
            "age", new Hint(Optional.of(Kind.NUMERIC), Optional.of(List.of("-999", "-1"))))
        .containsEntry("zip", Hint.of(Kind.CATEGORY))
        .containsEntry("a,b", new Hint(Optional.empty(), Optional.of(List.of("?"))))
        .containsEntry("notes", Hint.of(Kind.IGNORED))
        .containsEntry(
            "reason", new Hint(Optional.empty(), Optional.of(List.of("not asked", "no answer"))));
  }

  private void unreadable(String text, String message) {
    Path file = Written.file(folder, "schema.csv", text);
    assertThatThrownBy(() -> SchemaHints.read(file))
        .isInstanceOf(DataException.class)
        .hasMessage(file + message);
  }

  @Test
  void hintsThatMakeNoSenseAreRefused() {
    unreadable("", ": a schema file begins with the line column,kind,missing");
    unreadable("age,numeric\n", ": a schema file begins with the line column,kind,missing");
    unreadable(
        "column,kind\nage,integer\n",
        ": column age has the unknown kind integer; kinds are numeric, positive, heavy-tailed, fraction, count, binary, category, date-time, constant, identifier, text, ignored");
    unreadable(
        "column,kind,missing\nage,,|\n",
        ": column age: no cell stands between the | of its missing ones; leave them out, or name one");
    unreadable("column,kind\nage\nage\n", ": column age is listed twice");
    unreadable(
        "column\n,numeric\n",
        ": a line has a column's name, its kind and its missing cells, not ,numeric");
  }
}
