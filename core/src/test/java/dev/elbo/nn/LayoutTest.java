package dev.elbo.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Where blocks stand in the flat vector, and the vector itself. */
class LayoutTest {
  private final Layout layout = new Layout();
  private final Block weight = layout.add("a.weight", 2, 3);
  private final Block bias = layout.add("a.bias", 1, 2);

  @Test
  void blocksFollowEachOtherWithoutGaps() {
    assertThat(layout.blocks())
        .containsExactly(new Block("a.weight", 0, 2, 3), new Block("a.bias", 6, 1, 2));
    assertThat(weight.size()).isEqualTo(6);
    assertThat(weight.end()).isEqualTo(bias.offset());
    assertThat(layout.size()).isEqualTo(8);
  }

  @Test
  void everyIndexHasItsBlock() {
    assertThat(layout.at(0)).isEqualTo(weight);
    assertThat(layout.at(5)).isEqualTo(weight);
    assertThat(layout.at(6)).isEqualTo(bias);
    assertThat(layout.at(7)).isEqualTo(bias);
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> layout.at(8))
        .withMessage("index 8 of 8");
  }

  @Test
  void blocksCannotBeAddedBesideTheLayout() {
    assertThatThrownBy(() -> layout.blocks().add(new Block("b", 8, 1, 1)))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void blocksThatDoNotFitAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layout.add("b.weight", 0, 3))
        .withMessage(
            "the block b.weight of 0 × 3 does not fit: a model has at most 2³¹ parameters");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layout.add("b.weight", 65_536, 32_768))
        .withMessage(
            "the block b.weight of 65536 × 32768 does not fit: a model has at most 2³¹ parameters");
    assertThat(layout.size()).isEqualTo(8);
  }

  @Test
  void matricesOfBlocksShareTheVector() {
    Parameters p = Parameters.zeros(layout);
    p.matrix(weight).set(1, 2, 5);
    p.matrix(bias).set(0, 0, 7);
    assertThat(p.values()).containsExactly(0, 0, 0, 0, 0, 5, 7, 0);
    assertThat(p.size()).isEqualTo(8);
    assertThat(p.layout()).isSameAs(layout);
  }

  @Test
  void copiesAreIndependentAndCanBeTakenBack() {
    Parameters p = Parameters.zeros(layout);
    p.values()[3] = 1;
    Parameters copy = p.copy();
    p.values()[3] = 2;
    assertThat(copy.values()[3]).isEqualTo(1);
    p.set(copy);
    assertThat(p.values()).containsExactly(copy.values());
    assertThat(p.values()).isNotSameAs(copy.values());
  }

  @Test
  void vectorOfAnotherSizeIsRefused() {
    Layout small = new Layout();
    small.add("b", 1, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Parameters.zeros(layout).set(Parameters.zeros(small)))
        .withMessage("1 parameters cannot take the place of 8");
  }
}
