package dev.elbo.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class AsciiSignsTest {
  @Test
  void signsForTerminalsThatKnowAsciiOnly() throws IOException {
    StringWriter text = new StringWriter();
    try (AsciiSigns signs = new AsciiSigns(text)) {
      signs.write("bound −20.71 × 3 ± 0…1");
      signs.write('━');
    }
    assertThat(text).hasToString("bound -20.71 x 3 +- 0...1=");
  }
}
