package dev.elbo.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class MatrixTest {
  private static final float[] TWELVE = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};

  @Test
  void viewIsRowMajorAndShared() {
    float[] array = TWELVE.clone();
    Matrix m = Matrix.view(2, 3, array, 4);
    assertThat(m.toArray()).isDeepEqualTo(new float[][] {{4, 5, 6}, {7, 8, 9}});
    m.set(1, 2, 70);
    assertThat(array[9]).isEqualTo(70);
    assertThat(m.array()).isSameAs(array);
  }

  @Test
  void columnsOfColumnsKeepTheStride() {
    Matrix m = Matrix.view(3, 4, TWELVE.clone(), 0).columns(1, 4).columns(1, 3);
    assertThat(m.toArray()).isDeepEqualTo(new float[][] {{2, 3}, {6, 7}, {10, 11}});
    assertThat(m.stride()).isEqualTo(4);
    assertThat(m.row(1)).containsExactly(6, 7);
    assertThat(m.rows(0, 2).toArray()).isDeepEqualTo(new float[][] {{2, 3}, {6, 7}});
  }

  @Test
  void rowsOfColumnsStartInTheMiddle() {
    Matrix m = Matrix.view(3, 4, TWELVE.clone(), 0).columns(1, 3).rows(1, 3);
    assertThat(m.toArray()).isDeepEqualTo(new float[][] {{5, 6}, {9, 10}});
    assertThat(m.stride()).isEqualTo(4);
  }

  @Test
  void setRowsTouchesTheSliceOnly() {
    float[] array = TWELVE.clone();
    Matrix.view(3, 4, array, 0).columns(1, 3).setRows(Matrix.view(1, 2, new float[] {-1, -2}, 0));
    assertThat(array).containsExactly(0, -1, -2, 3, 4, -1, -2, 7, 8, -1, -2, 11);
  }

  @Test
  void fillTouchesTheSliceOnly() {
    float[] array = TWELVE.clone();
    Matrix.view(3, 4, array, 0).columns(1, 3).fill(-1);
    assertThat(array).containsExactly(0, -1, -1, 3, 4, -1, -1, 7, 8, -1, -1, 11);
  }

  @Test
  void copiesAreNotShared() {
    Matrix m = Matrix.view(3, 4, TWELVE.clone(), 0);
    m.row(0)[0] = 50;
    m.toArray()[0][0] = 50;
    assertThat(m.get(0, 0)).isZero();
    assertThat(m).hasToString("Matrix[3 × 4]");
  }

  @Test
  void emptyAndExactlyFittingShapesAreAllowed() {
    assertThat(Matrix.zeros(0, 3)).hasToString("Matrix[0 × 3]");
    assertThat(Matrix.zeros(3, 0)).hasToString("Matrix[3 × 0]");
    assertThat(Matrix.view(0, 4, TWELVE, 12)).hasToString("Matrix[0 × 4]");
    assertThat(Matrix.view(4, 0, TWELVE, 12)).hasToString("Matrix[4 × 0]");
    Matrix m = Matrix.view(3, 4, TWELVE, 0);
    assertThat(m.rows(3, 3)).hasToString("Matrix[0 × 4]");
    assertThat(m.columns(4, 4)).hasToString("Matrix[3 × 0]");
    assertThat(m.columns(0, 4).toArray()).isDeepEqualTo(m.toArray());
  }

  @Test
  void shapesThatDoNotFitAreNamed() {
    Matrix m = Matrix.zeros(3, 4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Matrix.zeros(-1, 2))
        .withMessage("no matrix of -1 × 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Matrix.zeros(100_000, 100_000))
        .withMessage("no matrix of 100000 × 100000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Matrix.view(3, 4, TWELVE, 1))
        .withMessage("a 3 × 4 view at offset 1 does not fit an array of 12");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Matrix.view(1, 4, TWELVE, -1))
        .withMessage("a 1 × 4 view at offset -1 does not fit an array of 12");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> m.rows(2, 4))
        .withMessage("rows 2 to 4 of 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> m.rows(2, 1))
        .withMessage("rows 2 to 1 of 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> m.setRows(Matrix.zeros(1, 3)))
        .withMessage("the rows of Matrix[3 × 4] cannot be Matrix[1 × 3]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> m.columns(3, 2))
        .withMessage("columns 3 to 2 of 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> m.columns(2, 5))
        .withMessage("columns 2 to 5 of 4");
  }

  @Test
  void entriesGoToAnArrayAndBack() {
    Matrix middle = Matrix.view(3, 4, TWELVE.clone(), 0).columns(1, 3);
    float[] numbers = new float[7];
    middle.copyTo(numbers);
    assertThat(numbers).containsExactly(1, 2, 5, 6, 9, 10, 0);
    middle.copyFrom(new float[] {-1, -2, -3, -4, -5, -6, -7});
    assertThat(middle.array()).containsExactly(0, -1, -2, 3, 4, -3, -4, 7, 8, -5, -6, 11);
  }
}
