package dev.elbo.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.EncodedTable;
import dev.elbo.data.DataException;
import dev.elbo.preprocessing.ColumnCells.Numbers;
import dev.elbo.preprocessing.ColumnCells.Texts;
import dev.elbo.preprocessing.RowBlock;
import dev.elbo.schema.Binary;
import dev.elbo.schema.Category;
import dev.elbo.schema.Column;
import dev.elbo.schema.DateTime;
import dev.elbo.schema.Kind;
import dev.elbo.schema.LeftOut;
import dev.elbo.schema.Numeric;
import dev.elbo.schema.Schema;
import dev.elbo.schema.TimeUnit;
import dev.elbo.table.csv.CsvFormat;
import dev.elbo.table.csv.Encoding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources of all sorts, and what is wrong with some. */
class TableTest {
  private static final Schema PEOPLE =
      new Schema(
          List.of(
              Column.of("age", new Numeric(0, 99, 0)),
              Column.of("sex", new Category(List.of("f", "m"), 0)),
              Column.of("since", new DateTime(TimeUnit.DAYS, 0, 1))));

  private static final String CSV = "age,sex,since\n1.5,f,1970-01-02\n,,\n 2 ,?,1970-01-11\n";

  @TempDir private Path folder;

  private static RowBlock all(TableSource source) throws IOException {
    try (Table table = Table.open(source)) {
      return table.as(PEOPLE).read(0, 100);
    }
  }

  private static double[] numbers(RowBlock block, int column) {
    return ((Numbers) block.columns().get(column)).values();
  }

  private static Object[] texts(RowBlock block, int column) {
    return ((Texts) block.columns().get(column)).values();
  }

  private static void isPeople(RowBlock block) {
    assertThat(block.rows()).isEqualTo(3);
    assertThat(numbers(block, 0)).containsExactly(1.5, Double.NaN, 2);
    assertThat(texts(block, 1)).containsExactly("f", null, null);
    assertThat(numbers(block, 2)).containsExactly(1, Double.NaN, 10);
  }

  private void refused(TableSource source, String message) {
    assertThatThrownBy(() -> Table.open(source).close())
        .isInstanceOf(DataException.class)
        .hasMessage(message);
  }

  private Schema withMissing() {
    return new Schema(
        PEOPLE.columns().stream()
            .map(c -> new Column(c.name(), c.type(), List.of("?"), 0))
            .toList());
  }

  /** A model's file holds it, and a table that was written anew is the same table. */
  @Test
  void theHashIsOfCellsAndNotOfFiles() throws IOException, SQLException {
    String rows = Written.rows(40, i -> "%d,%s".formatted(i * i % 17, i % 3 == 0 ? "f" : "m"));
    Path csv = Written.file(folder, "a.csv", "age,sex\n" + rows);
    String select = "SELECT * FROM read_csv(%s)".formatted(Sql.literal("" + csv));
    Path parquet = folder.resolve("a.parquet");
    Path lines = folder.resolve("a.jsonl");
    Written.copy(select, parquet, "FORMAT parquet");
    Written.copy(select, lines, "FORMAT json");
    assertThat(hash(parquet)).isEqualTo(hash(csv));
    assertThat(hash(lines)).isEqualTo(hash(csv));
    Path other = Written.file(folder, "b.csv", "age,sex\n" + rows.replaceFirst("4,m", "5,m"));
    assertThat(hash(other)).isNotEqualTo(hash(csv));
  }

  private static String hash(Path file) throws IOException {
    Schema schema =
        new Schema(
            List.of(
                Column.of("age", new Numeric(0, 99, 0)),
                Column.of("sex", new Category(List.of("f", "m"), 0))));
    try (Table table = Table.open(TableSource.file(file))) {
      return EncodedTable.of(table.as(schema), OptionalDouble.empty(), 1).rows().sha256();
    }
  }

  @Test
  void readsCsv() throws IOException {
    Path file = Written.file(folder, "people.csv", CSV);
    try (Table table = Table.open(TableSource.file(file))) {
      assertThat(table.rows()).isEqualTo(3);
      assertThat(table.columnNames()).containsExactly("age", "sex", "since");
      assertThat(table.notes()).isEmpty();
      isPeople(table.as(withMissing()).read(0, 100));
    }
  }

  @Test
  void readsBlocksFromAnyRowOn() throws IOException {
    Path file =
        Written.file(folder, "many.csv", "age\n" + Written.rows(300_000, Integer::toString));
    try (Table table = Table.open(TableSource.file(file))) {
      TypedRows rows = table.as(new Schema(List.of(Column.of("age", new Numeric(0, 300_000, 1)))));
      assertThat(numbers(rows.read(123_456, 3), 0)).containsExactly(123_456, 123_457, 123_458);
      RowBlock last = rows.read(299_999, 8);
      assertThat(last.firstRow()).isEqualTo(299_999);
      assertThat(last.rows()).isOne();
      assertThat(numbers(last, 0)).containsExactly(299_999);
    }
  }

  @Test
  void readsGlobsOfGzippedCsvWithColumnsInAnyOrder() throws IOException, SQLException {
    Written.copy("SELECT 1.5 AS age, 'f' AS sex", folder.resolve("a.csv.gz"), "HEADER");
    Written.copy("SELECT 'm' AS sex, 2.5 AS age", folder.resolve("b.csv.gz"), "HEADER");
    try (Table table = Table.open(TableSource.files(List.of(folder + "/*.csv.gz")))) {
      RowBlock block = table.as(new Schema(PEOPLE.columns().subList(0, 2))).read(0, 9);
      assertThat(numbers(block, 0)).containsExactly(1.5, 2.5);
      assertThat(texts(block, 1)).containsExactly("f", "m");
      assertThat(table.name()).isEqualTo(folder.resolve("a.csv.gz") + " and 1 more");
    }
  }

  private static final String SELECT =
      """
      SELECT * FROM (VALUES (1.5, 'f', DATE '1970-01-02'), (NULL, NULL, NULL),
        (2, NULL, DATE '1970-01-11')) AS t(age, sex, since)""";

  @Test
  void readsParquetJsonAndQueries() throws IOException, SQLException {
    Path parquet = folder.resolve("people.parquet");
    Written.copy(SELECT, parquet, "FORMAT parquet");
    isPeople(all(TableSource.file(parquet)));
    Path json = folder.resolve("people.jsonl");
    Written.copy(SELECT, json, "FORMAT json");
    isPeople(all(TableSource.file(json)));
    isPeople(all(new TableSource.Query("SELECT * FROM '%s';".formatted(parquet))));
  }

  @Test
  void readsOtherDatabases() throws IOException, SQLException {
    String url = "jdbc:duckdb:" + folder.resolve("other.duckdb");
    try (var other = DriverManager.getConnection(url);
        var statement = other.createStatement()) {
      statement.execute("CREATE TABLE people AS " + SELECT);
    }
    isPeople(all(new TableSource.Database(url, "SELECT * FROM people")));
    refused(
        new TableSource.Database("jdbc:nosuch://me:secret@host", "SELECT 1"),
        "there is no JDBC driver for jdbc:nosuch: on the class path; add its jar");
    refused(
        new TableSource.Database("nosuch", "SELECT 1"),
        "the URL of a database begins with jdbc: and its driver's name");
    assertThat(new TableSource.Database("jdbc:x://me:secret@host", "SELECT 1"))
        .hasToString("Database[sql=SELECT 1]");
  }

  @Test
  void nanAndWholeDoublesOfParquetAreThoseOfCsv() throws IOException, SQLException {
    Path file = folder.resolve("d.parquet");
    Written.copy(
        "SELECT * FROM (VALUES (1.0::DOUBLE), ('nan'::DOUBLE), (2.5)) AS t(age)",
        file,
        "FORMAT parquet");
    try (Table table = Table.open(TableSource.file(file))) {
      Schema schema = new Schema(PEOPLE.columns().subList(0, 1));
      assertThat(numbers(table.as(schema).read(0, 9), 0)).containsExactly(1, Double.NaN, 2.5);
      Schema text = new Schema(List.of(Column.of("age", new Category(List.of("1"), 0))));
      assertThat(texts(table.as(text).read(0, 1), 0)).containsExactly("1");
    }
  }

  /** The database has one gigabyte: what a column takes of it counts. */
  @Test
  void readsHundredsOfColumnsAtOnce() throws IOException {
    int width = 300;
    StringBuilder csv = new StringBuilder("x0");
    List<Column> columns = new ArrayList<>(List.of(number("x0")));
    for (int j = 1; j < width; j++) {
      csv.append(",x").append(j);
      columns.add(number("x" + j));
    }
    for (int i = 0; i < 10; i++) {
      csv.append('\n').append(i == 3 ? "?" : "NaN").append(("," + i).repeat(width - 1));
    }
    Path file = Files.writeString(folder.resolve("wide.csv"), csv);
    try (Table table = Table.open(TableSource.file(file))) {
      RowBlock block = table.as(new Schema(columns)).read(0, 100);
      assertThat(numbers(block, 0)).containsOnly(Double.NaN).hasSize(10);
      assertThat(numbers(block, width - 1)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }
  }

  private static Column number(String name) {
    return new Column(name, new Numeric(0, 9, 1), List.of("?", "NA", "N/A", "NULL"), 0);
  }

  @Test
  void temporaryFilesGo() throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    Table table = Table.open(TableSource.file(Written.file(folder, "people.csv", CSV)));
    Path copy = table.database().folder();
    assertThat(copy).exists().startsWith(temporary);
    table.close();
    assertThat(copy).doesNotExist();
  }

  @Test
  void filesThatAreNotThere() {
    Path file = folder.resolve("no.csv");
    refused(TableSource.file(file), file + ": there is no such file (" + file + ")");
    String glob = folder + "/*.csv";
    refused(TableSource.files(List.of(glob)), glob + ": no file fits this pattern (" + glob + ")");
    refused(
        TableSource.file(folder),
        "%s: this is a folder; name files in it, such as %s/*.csv".formatted(folder, folder));
  }

  @Test
  void raggedRows() {
    Path few = Written.file(folder, "few.csv", "a,b,c\n1,2,3\n4,5\n6,7,8\n");
    refused(
        TableSource.file(few),
        few
            + ", line 3: 2 cells where the table has 3 columns; repair the line, or put quotes around a cell that holds the delimiter");
    Path many = Written.file(folder, "many.csv", "skip\na,b,c\n1,2,3\n4,5,6,7\n6,7,8\n");
    refused(
        new TableSource.Files(List.of("" + many), CsvFormat.DETECTED.withSkippedLines(1)),
        many
            + ", line 4: 4 cells where the table has 3 columns; repair the line, or put quotes around a cell that holds the delimiter");
    Path open = Written.file(folder, "open.csv", "a,b\n1,2\n3,4\n5,6\n7,\"8\n9,0\n");
    refused(TableSource.file(open), open + ", line 5: a quote opens a cell and none closes it");
  }

  @Test
  void wrongDelimiter() {
    Path file = Written.file(folder, "t.csv", "a,b\n1,2\n");
    refused(
        new TableSource.Files(List.of("" + file), CsvFormat.DETECTED.withDelimiter('|')),
        file + ": the delimiter '|' leaves one column; the lines look as if it were ','");
  }

  @Test
  void emptyAndWithoutRows() throws IOException, SQLException {
    Path empty = Written.file(folder, "empty.csv", "");
    refused(
        TableSource.file(empty), empty + ": the file is empty; name one with a header and rows");
    Path header = Written.file(folder, "header.csv", "a,b\n");
    refused(TableSource.file(header), header + ": the file has a header and no rows");
    Path parquet = folder.resolve("none.parquet");
    Written.copy("SELECT 1 AS a LIMIT 0", parquet, "FORMAT parquet");
    refused(TableSource.file(parquet), parquet + ": there are no rows");
  }

  @Test
  void duplicateNames() {
    Path file = Written.file(folder, "t.csv", "a,b,a\n1,2,3\n");
    refused(TableSource.file(file), file + ": columns 1 and 3 are both named a; rename one");
  }

  @Test
  void otherEncodings() throws IOException {
    Path file = folder.resolve("latin.csv");
    Files.writeString(file, "sex,age\nf,3\nä,4\n", StandardCharsets.ISO_8859_1);
    refused(
        TableSource.file(file),
        file
            + ", line 3: bytes that are not utf-8; say which encoding it is (--encoding): utf-8, utf-16 or latin-1");
    TableSource latin =
        new TableSource.Files(
            List.of("" + file), CsvFormat.DETECTED.withEncoding(Encoding.LATIN_1));
    try (Table table = Table.open(latin)) {
      Schema schema = new Schema(PEOPLE.columns().subList(0, 2));
      assertThat(texts(table.as(schema).read(0, 9), 1)).containsExactly("f", "ä");
    }
  }

  @Test
  void nestedColumns() throws IOException, SQLException {
    Path file = folder.resolve("nested.parquet");
    Written.copy("SELECT 1 AS id, {'city': 'Bonn'} AS address", file, "FORMAT parquet");
    refused(
        TableSource.file(file),
        file
            + ": column address holds STRUCT(city VARCHAR), which is no plain value; pick what is in it with a query, such as select address.city from …");
  }

  @Test
  void queriesThatDoNotRun() {
    assertThatThrownBy(() -> Table.open(new TableSource.Query("SELECT FROM")).close())
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("the query does not run: ");
    Path other = folder.resolve("other.csv");
    String two = "SELECT 1 AS a; COPY (SELECT 2 AS b) TO %s".formatted(Sql.literal("" + other));
    assertThatThrownBy(() -> Table.open(new TableSource.Query(two)).close())
        .hasMessageStartingWith("the query does not run: ");
    assertThat(other).doesNotExist();
  }

  @Test
  void twoColumnsOfAQueryDoNotShareAName() {
    refused(
        new TableSource.Query("SELECT 1 AS a, 2 AS a"),
        "the query's answer: columns 1 and 2 are both named a; rename one");
  }

  @Test
  void queriesMayEndInARemark() throws IOException {
    try (Table table = Table.open(new TableSource.Query("SELECT 1 AS a, 'x' AS b -- so far"))) {
      assertThat(table.columnNames()).containsExactly("a", "b");
    }
  }

  @Test
  void filesOfOneTableAreAlike() throws IOException, SQLException {
    Path csv = Written.file(folder, "a.csv", "a,b\n1,2\n");
    Path other = Written.file(folder, "b.csv", "a,c\n1,2\n");
    refused(
        TableSource.files(List.of("" + csv, "" + other)),
        other
            + ": its columns are not those of the files before it; it lacks [b] and has [c] besides");
    Path parquet = folder.resolve("c.parquet");
    Written.copy("SELECT 1 AS a, 2 AS b", parquet, "FORMAT parquet");
    refused(
        TableSource.files(List.of("" + csv, "" + parquet)),
        csv + " and 1 more: files of one table have one format, these have [CSV, PARQUET]");
  }

  @Test
  void noHeaderIsNoted() throws IOException {
    Path file = Written.file(folder, "t.csv", "1,2\n3,4\n");
    try (Table table = Table.open(TableSource.file(file))) {
      assertThat(table.notes())
          .containsExactly(file + " has no header: its columns are named column1 to column2");
    }
    for (List<String> names : List.of(List.of("age", "size"), List.of("age", "size", "sex"))) {
      TableSource named =
          new TableSource.Files(List.of("" + file), CsvFormat.DETECTED.withNames(names));
      boolean fit = names.size() == 2;
      try (Table table = Table.open(named)) {
        assertThat(table.columnNames()).isEqualTo(fit ? names : List.of("column1", "column2"));
        assertThat(table.notes())
            .containsExactly(
                "%s has no header: its columns are named %s"
                    .formatted(file, fit ? "age to size" : "column1 to column2"));
      }
    }
  }

  private void refusedAs(Schema schema, String csv, String message) throws IOException {
    Path file = Written.file(folder, "score.csv", csv);
    try (Table table = Table.open(TableSource.file(file))) {
      assertThatThrownBy(() -> table.as(schema))
          .isInstanceOf(DataException.class)
          .hasMessage(file + message);
    }
  }

  @Test
  void columnsAreMatchedByName() throws IOException {
    Path file = Written.file(folder, "score.csv", "since,more,sex,age\n1970-01-02,9,f,3\n");
    try (Table table = Table.open(TableSource.file(file))) {
      TypedRows rows = table.as(PEOPLE);
      assertThat(rows.extraColumns()).containsExactly("more");
      assertThat(rows.schema()).isEqualTo(PEOPLE);
      assertThat(rows.rows()).isOne();
      assertThat(numbers(rows.read(0, 9), 0)).containsExactly(3);
    }
    refusedAs(
        PEOPLE,
        "since,sex,Age\n1970-01-02,f,3\n",
        ": the model needs column age, which the table lacks; if it has another name now, give it the old one; unknown to the model are Age");
    refusedAs(
        PEOPLE,
        "sex\nf\nm\n",
        ": the model needs columns age, since, which the table lacks; its columns are sex");
  }

  @Test
  void aColumnThatIsLeftOutMayBeMissing() throws IOException {
    Schema schema =
        new Schema(
            List.of(
                Column.of("id", new LeftOut(Kind.IDENTIFIER, "why")),
                Column.of("member", new Binary("no", "yes"))));
    Path file = Written.file(folder, "score.csv", "member,a\nyes,1\nno,2\n");
    try (Table table = Table.open(TableSource.file(file))) {
      RowBlock block = table.as(schema).read(0, 9);
      assertThat(texts(block, 0)).containsExactly(null, null);
      assertThat(texts(block, 1)).containsExactly("yes", "no");
    }
  }

  @Test
  void cellsOfAnotherKind() throws IOException {
    refusedAs(
        PEOPLE,
        "age,sex,since\n3,f,1970-01-02\nold,f,1970-01-02\n",
        ", row 2, column age: \"old\" is no finite number; correct the cell or leave it empty");
    refusedAs(
        PEOPLE,
        "age,sex,since\n3,f,1970-01-02\n-inf,f,1970-01-02\n",
        ", row 2, column age: \"-inf\" is no finite number; correct the cell or leave it empty");
    refusedAs(
        PEOPLE,
        "age,sex,since\n1e999,f,1970-01-02\n",
        ", row 1, column age: \"1e999\" is no finite number; correct the cell or leave it empty");
    refusedAs(
        PEOPLE,
        "age,sex,since\n3,f,soon\n4,f,1970-01-02\n",
        ", row 1, column since: \"soon\" is no date; correct the cell or leave it empty");
  }
}
