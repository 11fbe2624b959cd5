package dev.elbo.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** The facade's three forms and what it says about shapes that do not fit. */
class KernelsTest {
  private static Matrix matrix(int rows, int columns, float... values) {
    return Matrix.view(rows, columns, values, 0);
  }

  private static Operand operand(Matrix matrix) {
    return Kernels.operand(matrix, Precision.F32);
  }

  @Test
  void productIsRowsTimesColumns() {
    Matrix c = matrix(2, 2, 100, 200, 300, 400);
    Kernels.product(
        matrix(2, 3, 1, 2, 3, 4, 5, 6), operand(matrix(3, 2, 7, 8, 9, 10, 11, 12)), Result.ADD, c);
    assertThat(c.toArray()).isDeepEqualTo(new float[][] {{158, 264}, {439, 554}});
  }

  @Test
  void productTransposedIsRowsTimesRows() {
    Matrix c = Matrix.zeros(2, 2);
    Kernels.productTransposed(
        matrix(2, 3, 1, 2, 3, 4, 5, 6), operand(matrix(2, 3, 7, 9, 11, 8, 10, 12)), Result.SET, c);
    assertThat(c.toArray()).isDeepEqualTo(new float[][] {{58, 64}, {139, 154}});
  }

  @Test
  void transposedProductIsColumnsTimesColumns() {
    Matrix c = Matrix.zeros(2, 2);
    Kernels.transposedProduct(
        Precision.F32,
        matrix(3, 2, 1, 4, 2, 5, 3, 6),
        matrix(3, 2, 7, 8, 9, 10, 11, 12),
        Result.SET,
        c);
    assertThat(c.toArray()).isDeepEqualTo(new float[][] {{58, 64}, {139, 154}});
  }

  @Test
  void innerSizesMustAgree() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Kernels.product(
                    Matrix.zeros(2, 3),
                    operand(Matrix.zeros(4, 5)),
                    Result.SET,
                    Matrix.zeros(2, 5)))
        .withMessage("A·B of A (2 × 3) and B (4 × 5) into C (2 × 5)");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Kernels.productTransposed(
                    Matrix.zeros(2, 3),
                    operand(Matrix.zeros(5, 4)),
                    Result.SET,
                    Matrix.zeros(2, 5)))
        .withMessage("A·Bᵀ of A (2 × 3) and B (5 × 4) into C (2 × 5)");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Kernels.transposedProduct(
                    Precision.F32,
                    Matrix.zeros(3, 2),
                    Matrix.zeros(4, 5),
                    Result.SET,
                    Matrix.zeros(2, 5)))
        .withMessage("Aᵀ·B of A (3 × 2) and B (4 × 5) into C (2 × 5)");
  }

  @Test
  void resultMustHaveTheRowsOfTheLeftAndTheColumnsOfTheRight() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Kernels.product(
                    Matrix.zeros(2, 3),
                    operand(Matrix.zeros(3, 5)),
                    Result.SET,
                    Matrix.zeros(3, 5)))
        .withMessage("A·B of A (2 × 3) and B (3 × 5) into C (3 × 5)");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Kernels.productTransposed(
                    Matrix.zeros(2, 3),
                    operand(Matrix.zeros(5, 3)),
                    Result.SET,
                    Matrix.zeros(2, 3)))
        .withMessage("A·Bᵀ of A (2 × 3) and B (5 × 3) into C (2 × 3)");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Kernels.transposedProduct(
                    Precision.F32,
                    Matrix.zeros(3, 2),
                    Matrix.zeros(3, 5),
                    Result.SET,
                    Matrix.zeros(3, 5)))
        .withMessage("Aᵀ·B of A (3 × 2) and B (3 × 5) into C (3 × 5)");
  }

  @Test
  void linearLayerIsAProductAndABias() {
    Matrix x = matrix(2, 3, 1, 2, 3, 4, 5, 6);
    Matrix bias = matrix(1, 2, 100, 200);
    Matrix y = Matrix.zeros(2, 2);
    Kernels.linear(x, operand(matrix(3, 2, 7, 8, 9, 10, 11, 12)), bias, y);
    assertThat(y.toArray()).isDeepEqualTo(new float[][] {{158, 264}, {239, 354}});
    Kernels.linearTransposed(x, operand(matrix(2, 3, 7, 9, 11, 8, 10, 12)), bias, y);
    assertThat(y.toArray()).isDeepEqualTo(new float[][] {{158, 264}, {239, 354}});
  }

  @Test
  void linearLayersShapesMustFit() {
    Matrix x = Matrix.zeros(2, 3);
    Matrix y = Matrix.zeros(2, 5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Kernels.linear(x, operand(Matrix.zeros(4, 5)), Matrix.zeros(1, 5), y))
        .withMessage("X·W of A (2 × 3) and B (4 × 5) into C (2 × 5)");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Kernels.linearTransposed(x, operand(Matrix.zeros(5, 4)), Matrix.zeros(1, 5), y))
        .withMessage("X·Wᵀ of A (2 × 3) and B (5 × 4) into C (2 × 5)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Kernels.linear(x, operand(Matrix.zeros(3, 5)), Matrix.zeros(1, 4), y))
        .withMessage("a bias of 1 × 4 for Y of 2 × 5");
  }
}
