package dev.elbo.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaTest {
  private static final Schema PEOPLE =
      new Schema(
          List.of(
              new Column("id", new LeftOut(Kind.IDENTIFIER, "a running number"), List.of(), 0),
              Column.of("age", new Numeric(17, 90, 1)),
              new Column("work", new Category(List.of("a", "b"), 12), List.of("?"), 0.05638),
              Column.of("height", new Numeric(-1.5, 2.25, 0.01)),
              Column.of("score", new Numeric(-1e-9, 1234567.89, 0)),
              Column.of("visits", new Count(0, 99)),
              new Column("member", new Binary("no", "yes"), List.of(), 1e-6),
              Column.of("since", new DateTime(TimeUnit.DAYS, 0, 19782)),
              new Column(
                  "none", new LeftOut(Kind.CONSTANT, "every cell is missing"), List.of(), 1)));

  @Test
  void isPrintedALineAColumn() {
    assertThat(PEOPLE)
        .hasToString(
            """
            id      left out, identifier: a running number
            age     numeric: 17 … 90, whole numbers
            work    category: 2 levels, others in 12 rows, 5.6 % missing
            height  numeric: −1.5 … 2.25, multiples of 0.01
            score   numeric: −0.000000001 … 1234568
            visits  count: 0 … 99
            member  binary: "no" or "yes", less than 0.1 % missing
            since   date-time: 1970-01-01 … 2024-02-29, in days
            none    left out, constant: every cell is missing""");
  }

  @Test
  void columnsAreModelledOrLeftOut() {
    assertThat(PEOPLE.leftOut()).extracting(Column::name).containsExactly("id", "none");
    assertThat(PEOPLE.modelled()).hasSize(7).extracting(Column::name).contains("age", "since");
  }

  @Test
  void theOtherLevelComesLast() {
    Category category = new Category(List.of("a", "b"), 0);
    assertThat(category.other()).isEqualTo(2);
    assertThat(category.size()).isEqualTo(3);
  }

  @Test
  void valuesAreCopied() {
    List<String> levels = new ArrayList<>(List.of("a"));
    Category category = new Category(levels, 0);
    levels.add("b");
    assertThat(category.levels()).containsExactly("a");
  }

  @ParameterizedTest
  @CsvSource({
    "DAYS, 19782, 2024-02-29",
    "SECONDS, 1709208000, 2024-02-29T12:00:00Z",
    "MICROSECONDS, 1709208000000001, 2024-02-29T12:00:00.000001Z",
    "DAYS, -1, 1969-12-31",
    "DAYS, 3663382, 12000-01-01"
  })
  void datesAreWrittenByIso8601(TimeUnit unit, double count, String text) {
    assertThat(unit.text(count)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"DAYS, 86400e6", "SECONDS, 1e6", "MICROSECONDS, 1"})
  void unitsAreMultiplesOfAMicrosecond(TimeUnit unit, double microseconds) {
    assertThat(unit.microseconds()).isEqualTo(microseconds);
  }

  @Test
  void hugeAndTinyNumbersStayShort() {
    assertThat(new Numeric(-1.5e300, 1e-20, 0).summary()).isEqualTo("−1.5E+300 … 1E−20");
  }

  private static void refused(Runnable made, String message) {
    assertThatThrownBy(made::run).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    refused(() -> new Schema(List.of()), "a table has at least one column");
    Column age = Column.of("age", new Count(0, 1));
    refused(() -> new Schema(List.of(age, age)), "two columns are named age");
    refused(() -> Column.of(" ", new Count(0, 1)), "a column has a name");
    refused(
        () -> new Column("a", new Count(0, 1), List.of(), 1.5),
        "the share of missing cells lies in [0, 1], not at 1.5");
    refused(() -> new Numeric(2, 1, 0), "no range of numbers: from 2.0 to 1.0");
    refused(
        () -> new Numeric(0, Double.POSITIVE_INFINITY, 0),
        "no range of numbers: from 0.0 to Infinity");
    refused(() -> new Numeric(0, 1, -1), "the resolution is a number from 0 on, not -1.0");
    refused(
        () -> new Numeric(-1, 1, 0, Kind.POSITIVE),
        "numbers with logarithms are at least 0, not -1.0");
    refused(
        () -> new Numeric(0, 1.5, 0, Kind.FRACTION),
        "fractions lie in [0, 1], not from 0.0 to 1.5");
    refused(() -> new Numeric(0, 1, 0, Kind.COUNT), "no kind of real numbers: count");
    refused(() -> new Count(-1, 1), "a count is at least 0, not -1");
    refused(() -> new Binary("a", "a"), "two values differ, and not both are \"a\"");
    refused(() -> new Category(List.of(), 0), "a category has at least one level");
    refused(() -> new Category(List.of("a", "a"), 0), "a level is named twice in [a, a]");
    refused(() -> new Category(List.of("a"), -1), "otherRows is at least 0, not -1");
    refused(
        () -> new LeftOut(Kind.COUNT, "why"),
        "a model has columns of kind count: they are not left out");
    refused(() -> new LeftOut(Kind.TEXT, " "), "a column is left out for a reason");
  }
}
