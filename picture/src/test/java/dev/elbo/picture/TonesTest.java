package dev.elbo.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.AutoEncoder;
import dev.elbo.data.Dataset;
import dev.elbo.data.ImageShape;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TonesTest {
  @Test
  void lowIsBlackHighIsWhiteAndBeyondIsClamped() {
    Tones tones = Tones.range(1, 0, 1);
    assertThat(tones.rgb(0, 0)).isEqualTo(0x000000);
    assertThat(tones.rgb(0, 0.2f)).isEqualTo(0x333333);
    assertThat(tones.rgb(0, 1)).isEqualTo(0xFFFFFF);
    assertThat(tones.rgb(0, -3)).isEqualTo(0x000000);
    assertThat(tones.rgb(0, 7)).isEqualTo(0xFFFFFF);
    assertThat(Tones.range(1, -1, 1).rgb(0, 0)).isEqualTo(0x808080);
  }

  @Test
  void aColumnOfOneValueIsMiddleGrey() {
    assertThat(Tones.range(1, 5, 5).rgb(0, 5)).isEqualTo(0x808080);
  }

  @Test
  void bernoulliAndBytesAreShownFromZeroToOne() throws IOException {
    Dataset dim = Dataset.ofBytes("dim", 64, new byte[64], 16);
    AutoEncoder bernoulli = Models.bernoulli(2).run();
    assertThat(Tones.of(bernoulli, dim).rgb(0, 1)).isEqualTo(0xFFFFFF);
    AutoEncoder gaussian = Models.gaussian(Models.digits(), 2).run();
    assertThat(Tones.of(gaussian, dim).rgb(0, 1)).isEqualTo(0xFFFFFF);
  }

  @Test
  void floatImagesBeyondTheUnitIntervalShareOneRange() {
    Dataset images =
        Dataset.ofFloats("images", 4, new float[] {-2, 0, 0, 2, 0, 0, 0, 1})
            .withImageShape(new ImageShape(2, 2));
    Tones tones = Tones.of(Models.gaussian(images, 2).heldOut(0).run(), images);
    assertThat(tones.rgb(1, -2)).isEqualTo(0x000000);
    assertThat(tones.rgb(2, 0)).isEqualTo(0x808080);
    assertThat(tones.rgb(3, 2)).isEqualTo(0xFFFFFF);
  }

  @Test
  void eachColumnOfATableHasItsRangeAndAnOutlierDoesNotWidenIt() {
    float[] values = new float[400];
    for (int i = 0; i < 200; i++) {
      values[2 * i] = i % 100;
      values[2 * i + 1] = 1000 * (i % 100);
    }
    values[0] = 1e6f;
    Dataset table = Dataset.ofFloats("table", 2, values);
    Tones tones = Tones.of(Models.gaussian(table, 2).run(), table);
    assertThat(tones.rgb(0, 99)).isEqualTo(0xFFFFFF);
    assertThat(tones.rgb(1, 99)).isEqualTo(0x000000);
    assertThat(tones.rgb(1, 99_000)).isEqualTo(0xFFFFFF);
  }

  @Test
  void aColumnThatSeldomChangesKeepsItsRange() {
    float[] values = new float[300];
    values[17] = 4;
    Dataset table = Dataset.ofFloats("table", 1, values);
    Tones tones = Tones.of(Models.gaussian(table, 2).run(), table);
    assertThat(tones.rgb(0, 0)).isEqualTo(0x000000);
    assertThat(tones.rgb(0, 4)).isEqualTo(0xFFFFFF);
  }
}
