package dev.elbo.table.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvRecordsTest {
  @Test
  void cutsAtDelimitersAndLineEnds() {
    assertThat(CsvRecords.parse("a,b\n1,\r\n,2\r\n\n3,4", ','))
        .containsExactly(List.of("a", "b"), List.of("1", ""), List.of("", "2"), List.of("3", "4"));
  }

  @Test
  void quotesHoldDelimitersLineEndsAndQuotes() {
    assertThat(CsvRecords.parse("\"a,\n\"\"b\"\"\";\"\"\n", ';'))
        .containsExactly(List.of("a,\n\"b\"", ""));
  }

  @Test
  void aDelimiterAtTheEndHasAnEmptyCellBehindIt() {
    assertThat(CsvRecords.parse("1,", ',')).containsExactly(List.of("1", ""));
  }

  @Test
  void aQuoteThatNothingClosesGoesToTheEnd() {
    assertThat(CsvRecords.parse("\"a,b\nc", ',')).containsExactly(List.of("a,b\nc"));
  }

  @Test
  void emptyTextHasNoRecords() {
    assertThat(CsvRecords.parse("", ',')).isEmpty();
    assertThat(CsvRecords.parse("\n\r\n", ',')).isEmpty();
  }
}
