package dev.elbo.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class IntervalTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0s, 0",
    "30s, 30000",
    "5m, 300000",
    "1h, 3600000",
    "0.25s, 250",
    "1.5h, 5400000"
  })
  void times(String word, long milliseconds) {
    assertThat(new Interval().convert(word)).hasMillis(milliseconds);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "30", "s", "-1s", "1d", "1 h", "1h30m", "1e3s", ".5s", "30S", "٣s"})
  void whatIsNone(String word) {
    assertThatThrownBy(() -> new Interval().convert(word))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage("'%s' is no time such as 30s, 5m or 1h, nor 0 for none".formatted(word));
  }
}
