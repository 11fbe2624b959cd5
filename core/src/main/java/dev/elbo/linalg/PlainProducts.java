package dev.elbo.linalg;

/**
 * Matrix products in plain Java: the fallback where no native library loads, and the reference that
 * the native products are tested against. The inner loops run along rows so that C2 vectorises
 * them.
 */
final class PlainProducts implements ProductEngine {

  @Override
  public String name() {
    return "plain Java";
  }

  /** The matrix itself. */
  record Shared(Matrix matrix) implements Operand {

    @Override
    public int rows() {
      return matrix.rows();
    }

    @Override
    public int columns() {
      return matrix.columns();
    }

    @Override
    public void refresh(int from, int to) {
      // Nothing was copied.
    }
  }

  @Override
  public Operand operand(Matrix matrix, Precision precision) {
    return new Shared(matrix);
  }

  @Override
  public boolean supports(Precision precision) {
    return precision == Precision.F32;
  }

  @Override
  public void transposedProduct(Precision precision, Matrix a, Matrix b, float beta, Matrix c) {
    multiply(true, false, a, b, beta, c);
  }

  /** Rows are computed one by one. */
  @Override
  public int fewestAlikeRows() {
    return 1;
  }

  @Override
  public void multiply(Matrix a, boolean transposeB, Operand b, float beta, Matrix c) {
    multiply(false, transposeB, a, ((Shared) b).matrix(), beta, c);
  }

  @Override
  public void multiply(
      boolean transposeA, boolean transposeB, Matrix a, Matrix b, float beta, Matrix c) {
    int inner = transposeA ? a.rows() : a.columns();
    for (int i = 0; i < c.rows(); i++) {
      scaleRow(c, i, beta);
      if (transposeB) {
        for (int j = 0; j < c.columns(); j++) {
          c.array()[c.at(i, j)] += dot(a, transposeA, i, b, j, inner);
        }
      } else {
        for (int p = 0; p < inner; p++) {
          addScaled(transposeA ? a.get(p, i) : a.get(i, p), b, p, c, i);
        }
      }
    }
  }

  /** beta = 0 clears the row even where it holds NaN, as BLAS does. */
  private static void scaleRow(Matrix c, int row, float beta) {
    int start = c.at(row, 0);
    float[] values = c.array();
    for (int j = 0; j < c.columns(); j++) {
      values[start + j] = beta == 0 ? 0 : beta * values[start + j];
    }
  }

  private static float dot(Matrix a, boolean transposeA, int i, Matrix b, int j, int inner) {
    float[] left = a.array();
    float[] right = b.array();
    int l = transposeA ? a.at(0, i) : a.at(i, 0);
    int step = transposeA ? a.stride() : 1;
    int r = b.at(j, 0);
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int p = 0;
    for (; p + 3 < inner; p += 4) {
      s0 += left[l + p * step] * right[r + p];
      s1 += left[l + (p + 1) * step] * right[r + p + 1];
      s2 += left[l + (p + 2) * step] * right[r + p + 2];
      s3 += left[l + (p + 3) * step] * right[r + p + 3];
    }
    for (; p < inner; p++) {
      s0 += left[l + p * step] * right[r + p];
    }
    return s0 + s1 + (s2 + s3);
  }

  private static void addScaled(float factor, Matrix b, int rowOfB, Matrix c, int rowOfC) {
    float[] from = b.array();
    float[] into = c.array();
    int source = b.at(rowOfB, 0);
    int target = c.at(rowOfC, 0);
    for (int j = 0; j < c.columns(); j++) {
      into[target + j] += factor * from[source + j];
    }
  }
}
