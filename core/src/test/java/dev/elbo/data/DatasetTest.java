package dev.elbo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.linalg.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class DatasetTest {
  private static final Dataset BYTES =
      Dataset.ofBytes("bytes", 3, FileBytes.bytes(0, 51, 102, 153, 204, 255), 255);
  private static final Dataset FLOATS =
      Dataset.ofFloats("floats", new float[][] {{0, 1, 2}, {3, 4, 5}, {6, 7, 8}});

  @Test
  void bytesAreDividedByTheScale() {
    assertThat(BYTES.rows()).isEqualTo(2);
    assertThat(BYTES.columns()).isEqualTo(3);
    assertThat(BYTES.scale()).isEqualTo(255);
    assertThat(FileBytes.values(BYTES)).containsExactly(0, 0.2f, 0.4f, 0.6f, 0.8f, 1);
    assertThat(FileBytes.values(BYTES.withScale(51))).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void onlyBytesHaveAScale() {
    assertThat(BYTES.holdsBytes()).isTrue();
    assertThat(FLOATS.holdsBytes()).isFalse();
    assertThat(FLOATS.scale()).isEqualTo(1);
    assertThatThrownBy(() -> FLOATS.withScale(255))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("floats holds floats: only bytes have a scale");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BYTES.withScale(0))
        .withMessage("a scale is positive and finite, not 0.0");
  }

  @Test
  void theCallersArraysAreCopied() {
    byte[] bytes = {1, 2};
    float[] floats = {1, 2};
    float[][] rows = {{1, 2}};
    int[] labels = {7};
    Dataset ofBytes = Dataset.ofBytes("b", 2, bytes, 1).withLabels(labels);
    Dataset ofFloats = Dataset.ofFloats("f", 2, floats);
    Dataset ofRows = Dataset.ofFloats("r", rows);
    bytes[0] = 9;
    floats[0] = 9;
    rows[0][0] = 9;
    labels[0] = 9;
    ofBytes.labels()[0] = 9;
    assertThat(ofBytes.value(0, 0)).isEqualTo(1);
    assertThat(ofFloats.value(0, 0)).isEqualTo(1);
    assertThat(ofRows.value(0, 0)).isEqualTo(1);
    assertThat(ofBytes.label(0)).isEqualTo(7);
  }

  @Test
  void valuesThatDoNotFillRowsAreRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.ofFloats("odd", 2, new float[3]))
        .withMessage("odd: 3 values do not fill one or more rows of 2 columns");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.ofBytes("none", 2, new byte[0], 1))
        .withMessage("none: 0 values do not fill one or more rows of 2 columns");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.ofFloats("ragged", new float[][] {{1, 2}, {3}}))
        .withMessage("ragged: row 2 (counted from 1) has 1 values where row 1 has 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.ofFloats("none", new float[0][]))
        .withMessage("none: a data set has at least one row");
  }

  @Test
  void aViewSharesValuesAndRemembersWhereItsRowsComeFrom() {
    Dataset labelled = FLOATS.withLabels(new int[] {10, 11, 12});
    Dataset view = labelled.select(new int[] {2, 0, 2}, "part");
    assertThat(view.name()).isEqualTo("floats/part");
    assertThat(FileBytes.values(view)).containsExactly(6, 7, 8, 0, 1, 2, 6, 7, 8);
    assertThat(view.labels()).containsExactly(12, 10, 12);
    assertThat(view.values()).isSameAs(labelled.values());

    Dataset viewOfView = view.select(new int[] {1}, "again");
    assertThat(viewOfView.name()).isEqualTo("floats/part/again");
    assertThat(viewOfView.sourceRow(0)).isZero();
    assertThat(viewOfView.label(0)).isEqualTo(10);
    assertThat(FileBytes.values(viewOfView)).containsExactly(0, 1, 2);
    assertThat(viewOfView).hasToString("floats/part/again (1 rows × 3 columns)");
  }

  @Test
  void aViewOfNothingAndRowsThatAreNotThereAreRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FLOATS.select(new int[0], "empty"))
        .withMessage("floats/empty would have no row");
    assertThatThrownBy(() -> FLOATS.select(new int[] {3}, "beyond"))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> FLOATS.value(0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> FLOATS.value(-1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void readFillsTheFirstRowsOfAMatrixWithAnyStride() {
    Matrix whole = Matrix.zeros(3, 5);
    whole.fill(-1);
    FLOATS.read(new int[] {0, 2, 1}, 1, 3, whole.columns(1, 4));
    assertThat(whole.toArray())
        .isDeepEqualTo(new float[][] {{-1, 6, 7, 8, -1}, {-1, 3, 4, 5, -1}, {-1, -1, -1, -1, -1}});
  }

  @Test
  void readRejectsATargetOfAnotherShape() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FLOATS.read(new int[] {0, 1}, 0, 2, Matrix.zeros(1, 3)))
        .withMessage("floats: 2 rows of 3 columns do not go into a matrix of 1 × 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FLOATS.read(new int[] {0, 1}, 0, 2, Matrix.zeros(2, 4)))
        .withMessage("floats: 2 rows of 3 columns do not go into a matrix of 2 × 4");
  }

  @Test
  void labelsAreOneARow() {
    assertThat(FLOATS.hasLabels()).isFalse();
    assertThatThrownBy(FLOATS::labels)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("floats has no labels");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FLOATS.withLabels(new int[2]))
        .withMessage("floats: 2 labels for 3 rows");
  }

  @Test
  void anImageShapeHasAsManyPixelsAsColumns() {
    assertThat(FLOATS.imageShape()).isEmpty();
    assertThat(FLOATS.withImageShape(new ImageShape(1, 3)).imageShape())
        .contains(new ImageShape(1, 3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FLOATS.withImageShape(new ImageShape(2, 2)))
        .withMessage("floats: rows of 3 columns are no images of 2 × 2 = 4 pixels");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ImageShape(0, 3))
        .withMessage("an image has at least one pixel, not 0 × 3");
  }

  @Test
  void setsOfBytesAreAppended() {
    Dataset joined = BYTES.withLabels(new int[] {1, 2}).append(BYTES.withLabels(new int[] {3, 4}));
    assertThat(joined.rows()).isEqualTo(4);
    assertThat(joined.labels()).containsExactly(1, 2, 3, 4);
    assertThat(joined.value(3, 2)).isEqualTo(1);
    assertThat(joined.sourceRow(3)).isEqualTo(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BYTES.append(FLOATS))
        .withMessage("bytes (2 rows × 3 columns) and floats (3 rows × 3 columns) cannot be joined");
    assertThatIllegalArgumentException().isThrownBy(() -> BYTES.append(BYTES.withScale(1)));
  }

  @Test
  void columnMeans() {
    assertThat(FLOATS.columnMeans()).containsExactly(3, 4, 5);
    assertThat(FLOATS.select(new int[] {0, 1}, "x").columnMeans()).containsExactly(1.5, 2.5, 3.5);
  }

  @Test
  void columnDeviations() {
    assertThat(Dataset.ofFloats("two", 2, new float[] {1, 5, 3, 5}).columnDeviations())
        .containsExactly(1, 0);
    assertThat(FLOATS.select(new int[] {0, 1}, "x").columnDeviations())
        .containsExactly(1.5, 1.5, 1.5);
  }

  @Test
  void columnMeansAreSummedInDouble() {
    float[] values = new float[2_000_000];
    Arrays.fill(values, 0.1f);
    assertThat(Dataset.ofFloats("many", 1, values).columnMeans()[0])
        .isCloseTo(0.1f, Offset.offset(1e-12));
  }

  @Test
  void summaryOfPlainData() {
    assertThat(BYTES.summary())
        .isEqualTo(new Summary(0, 1, true, Optional.empty(), Optional.empty()));
    assertThat(BYTES.select(new int[] {1}, "x").withScale(153).summary().outsideUnitInterval())
        .contains(new Cell(1, 1, 204 / 153f));
    assertThat(Dataset.ofFloats("binary", 2, new float[] {0, 1, 1, 0}).summary().fractional())
        .isFalse();
  }

  @Test
  void summaryFindsTheFirstOffenders() {
    Dataset data =
        Dataset.ofFloats("x", new float[][] {{0, 1}, {0.5f, -2}, {Float.NaN, 3}, {1, 1}});
    Summary summary = data.summary();
    assertThat(summary.minimum()).isEqualTo(-2);
    assertThat(summary.maximum()).isEqualTo(3);
    assertThat(summary.outsideUnitInterval()).contains(new Cell(1, 1, -2));
    assertThat(summary.nonFinite()).contains(new Cell(2, 0, Float.NaN));
  }

  @Test
  void summaryOfNothingFiniteHasNoRange() {
    Summary summary = Dataset.ofFloats("x", 1, new float[] {Float.POSITIVE_INFINITY}).summary();
    assertThat(summary.minimum()).isNaN();
    assertThat(summary.maximum()).isNaN();
  }

  @Test
  void requireFiniteNamesRowAndColumnOfTheSource() {
    Dataset data = Dataset.ofFloats("set", new float[][] {{1, 2}, {3, 4}, {5, Float.NaN}});
    data.select(new int[] {0, 1}, "good").requireFinite();
    assertThatThrownBy(() -> data.select(new int[] {2}, "bad").requireFinite())
        .isInstanceOf(DataException.class)
        .hasMessage(
            "set/bad: the value at row 3, column 2 (counted from 1) is NaN, not a finite float32"
                + " number; remove the row or fill the value in");
  }

  /** Written down, since a hash that is kept must not change. */
  @Test
  void theHashIsThatOfRowsAndValues() {
    assertThat(BYTES.sha256())
        .isEqualTo("691bd1577ce0372a82975a007bb49a09b3ba899ebf4bb69f9697642f85eaf75d")
        .isEqualTo(BYTES.withName("other").withLabels(new int[] {1, 2}).sha256())
        .isEqualTo(BYTES.select(new int[] {0, 1}, "all").sha256());
    assertThat(FLOATS.sha256())
        .isEqualTo("254545f1294c1d1f2a5d39840c5afd8cace5c9217b3d343a407632f6b6843cfd");
    Dataset many = Dataset.ofFloats("many", 3, new float[30_000]);
    assertThat(
            List.of(
                BYTES.withScale(51),
                BYTES.select(new int[] {1, 0}, "turned"),
                BYTES.select(new int[] {0}, "less"),
                BYTES,
                Dataset.ofBytes("bytes", 2, FileBytes.bytes(0, 51, 102, 153, 204, 255), 255),
                Dataset.ofFloats("bytes", 3, FileBytes.values(BYTES)),
                FLOATS,
                many,
                many.select(IntStream.range(1, 10_000).toArray(), "rest"),
                Dataset.ofFloats("many", 1, new float[30_000])))
        .extracting(Dataset::sha256)
        .doesNotHaveDuplicates();
  }

  @Test
  void requireUnitIntervalNamesTheFirstOffender() {
    BYTES.requireUnitInterval();
    Dataset data = Dataset.ofFloats("set", new float[][] {{0, 1}, {0.5f, 2}, {-1, 0}});
    assertThatThrownBy(data::requireUnitInterval)
        .isInstanceOf(DataException.class)
        .hasMessage(
            "set: the value at row 2, column 2 (counted from 1) is 2.0, outside [0, 1] (all values:"
                + " -1.0 to 2.0); scale the data into [0, 1] or use a Gaussian decoder");
    assertThatThrownBy(
            () ->
                Dataset.ofFloats("set", 1, new float[] {2, Float.NEGATIVE_INFINITY})
                    .requireUnitInterval())
        .hasMessageContaining("row 2, column 1 (counted from 1) is -Infinity");
    assertThatThrownBy(() -> BYTES.withScale(100).requireUnitInterval())
        .hasMessageContaining("row 1, column 3 (counted from 1) is 1.02");
    BYTES.withScale(100).select(new int[] {0}, "x").withScale(102).requireUnitInterval();
  }
}
