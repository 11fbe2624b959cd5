package dev.elbo.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.docs.Pages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names are complete for one architecture, or refused with what is missing or too many. */
class LayerNamesTest {
  private static final List<String> EXAMPLE =
      List.of(
          "encoder.hidden.0=a",
          "encoder.mean=b",
          "encoder.log_variance=c",
          "decoder.hidden.0=d",
          "decoder.logits=e");

  @Test
  void aLayerStandsForItsTensors() {
    LayerNames names = LayerNames.parse(EXAMPLE);
    assertThat(names.of("encoder.hidden.0.weight")).contains("a.weight");
    assertThat(names.of("decoder.logits.bias")).contains("e.bias");
    assertThat(names.of("decoder.mean.bias")).isEmpty();
    assertThat(names.ours()).hasSize(10);
  }

  @Test
  void thePageHasTheNamesOfTheExample() {
    String page = Pages.read("docs/pytorch.md");
    assertThat(LayerNames.PYTORCH_EXAMPLE.ours()).hasSize(10);
    for (String tensor : LayerNames.PYTORCH_EXAMPLE.ours()) {
      String theirs = LayerNames.PYTORCH_EXAMPLE.of(tensor).orElseThrow();
      assertThat(page)
          .contains(
              "| `%s` | `%s` |"
                  .formatted(
                      tensor.replaceFirst("\\.\\w+$", ""), theirs.replaceFirst("\\.\\w+$", "")));
    }
  }

  @Test
  void aTensorStandsForItself() {
    List<String> lines = new ArrayList<>(EXAMPLE.subList(1, 5));
    lines.add("encoder.hidden.0.weight = W=1");
    lines.add("encoder.hidden.0.bias = b1");
    assertThat(LayerNames.parse(lines).of("encoder.hidden.0.weight")).contains("W=1");
    assertThat(LayerNames.parse(lines).of("encoder.hidden.0.bias")).contains("b1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          1 | -                     | no name is given for encoder.mean.weight
          0 | -                     | no name is given for encoder.hidden.0.weight
          3 | -                     | no name is given for decoder.hidden.0.weight
          4 | -                     | no name is given for decoder.logits.weight
          4 | decoder.mean.bias=e   | no name is given for decoder.mean.weight
          4 | decoder.mean          | "decoder.mean" is no pair OURS=THEIRS, such as encoder.hidden.0=fc1
          4 | =e                    | "=e" is no pair OURS=THEIRS, such as encoder.hidden.0=fc1
          4 | decoder.logits=       | "decoder.logits=" is no pair OURS=THEIRS, such as encoder.hidden.0=fc1
          4 | decoder.logits=b      | b.weight is named twice, for encoder.mean.weight and for decoder.logits.weight
          4 | decoder.hidden.0=e    | two names are given for decoder.hidden.0.weight
          0 | encoder.hidden.1=a    | no name is given for encoder.hidden.0.weight
          """)
  void whatIsMissingOrTwice(int line, String instead, String message) {
    List<String> lines = new ArrayList<>(EXAMPLE);
    lines.set(line, instead == null ? "" : instead);
    assertThatThrownBy(() -> LayerNames.parse(lines))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({"encoder.men", "decoder.hidden.1", "decoder.log_variance"})
  void whatIsTooMany(String layer) {
    List<String> lines = new ArrayList<>(EXAMPLE);
    lines.add(layer + "=x");
    assertThatThrownBy(() -> LayerNames.parse(lines))
        .hasMessage(
            layer
                + ".weight is no tensor of a model with 1 hidden layer each way and a Bernoulli"
                + " decoder, which has encoder.hidden.0.weight, encoder.hidden.0.bias,"
                + " encoder.mean.weight, encoder.mean.bias, encoder.log_variance.weight,"
                + " encoder.log_variance.bias, decoder.hidden.0.weight, decoder.hidden.0.bias,"
                + " decoder.logits.weight, decoder.logits.bias");
  }

  @Test
  void logitsAndMeansExcludeEachOther() {
    List<String> lines = new ArrayList<>(EXAMPLE);
    lines.add("decoder.mean=x");
    assertThatThrownBy(() -> LayerNames.parse(lines))
        .hasMessageStartingWith(
            "decoder.logits.weight is no tensor of a model with 1 hidden layer each way and a"
                + " Gaussian decoder, which has ");
  }

  @Test
  void ownNamesAreThoseOfTheModelFile() {
    LayerNames own =
        LayerNames.own(
            Arrays.asList(
                "encoder.hidden.0.weight",
                "encoder.hidden.0.bias",
                "encoder.mean.weight",
                "encoder.mean.bias",
                "encoder.log_variance.weight",
                "encoder.log_variance.bias",
                "decoder.hidden.0.weight",
                "decoder.hidden.0.bias",
                "decoder.mean.weight",
                "decoder.mean.bias",
                "decoder.log_variance.bias",
                "something else"));
    assertThat(own.of("decoder.log_variance.bias")).contains("decoder.log_variance.bias");
    assertThat(own.sharesLogVariance()).isTrue();
    assertThat(own.isBernoulli()).isFalse();
  }
}
