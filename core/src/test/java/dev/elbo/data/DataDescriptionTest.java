package dev.elbo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class DataDescriptionTest {
  private final Dataset pictures =
      Dataset.ofBytes("pictures", 4, new byte[] {0, 16, 8, 4}, 16)
          .withImageShape(new ImageShape(2, 2));

  @Test
  void remembersWhatItNeeds() {
    assertThat(DataDescription.of(pictures, Binarization.DYNAMIC))
        .isEqualTo(
            new DataDescription(
                "pictures", 4, 16, Binarization.DYNAMIC, Optional.of(new ImageShape(2, 2))));
    assertThat(DataDescription.of(Dataset.ofFloats("f", 1, new float[2]), Binarization.NONE))
        .isEqualTo(new DataDescription("f", 1, 1, Binarization.NONE, Optional.empty()));
  }

  @Test
  void bytesTakeTheModelsScale() {
    DataDescription description = DataDescription.of(pictures, Binarization.NONE);
    Dataset other = Dataset.ofBytes("other", 4, new byte[] {16, 0, 0, 8}, 255);
    Dataset adapted = description.adapt(other);
    assertThat(adapted.scale()).isEqualTo(16);
    assertThat(adapted.value(0, 0)).isEqualTo(1);
    assertThat(adapted.value(0, 3)).isEqualTo(0.5f);
    assertThat(other.scale()).isEqualTo(255);
  }

  @Test
  void bytesKeepTheirScaleForAModelOfPlainNumbers() {
    Dataset floats = Dataset.ofFloats("floats", 4, new float[4]);
    assertThat(DataDescription.of(floats, Binarization.NONE).adapt(pictures)).isSameAs(pictures);
  }

  @Test
  void floatsStayAsTheyAre() {
    Dataset floats = Dataset.ofFloats("floats", 4, new float[] {0.25f, 7, -1, 0});
    assertThat(DataDescription.of(pictures, Binarization.NONE).adapt(floats)).isSameAs(floats);
  }

  @Test
  void otherColumns() {
    DataDescription description = DataDescription.of(pictures, Binarization.NONE);
    Dataset narrow = Dataset.ofFloats("narrow", 3, new float[6]);
    assertThatThrownBy(() -> description.adapt(narrow))
        .isInstanceOf(DataException.class)
        .hasMessage("narrow has 3 columns where the model, trained on pictures, expects 4");
  }
}
