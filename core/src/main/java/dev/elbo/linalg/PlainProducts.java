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
  public void transposedProduct(Precision precision, Matrix a, Matrix b, Result result, Matrix c) {
    begin(result, c);
    for (int i = 0; i < c.rows(); i++) {
      for (int p = 0; p < a.rows(); p++) {
        addScaled(a.get(p, i), b, p, c, i);
      }
    }
  }

  @Override
  public void product(Matrix a, boolean transposeB, Operand b, Result result, Matrix c) {
    begin(result, c);
    Matrix right = ((Shared) b).matrix();
    for (int i = 0; i < c.rows(); i++) {
      if (transposeB) {
        for (int j = 0; j < c.columns(); j++) {
          c.array()[c.at(i, j)] += dot(a, i, right, j, a.columns());
        }
      } else {
        for (int p = 0; p < a.columns(); p++) {
          addScaled(a.get(i, p), right, p, c, i);
        }
      }
    }
  }

  @Override
  public void linear(Matrix x, boolean transposeB, Operand b, Matrix bias, Matrix y) {
    y.setRows(bias);
    product(x, transposeB, b, Result.ADD, y);
  }

  private static void begin(Result result, Matrix c) {
    if (result == Result.SET) {
      c.fill(0);
    }
  }

  private static float dot(Matrix a, int i, Matrix b, int j, int inner) {
    float[] left = a.array();
    float[] right = b.array();
    int l = a.at(i, 0);
    int r = b.at(j, 0);
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int p = 0;
    for (; p + 3 < inner; p += 4) {
      s0 += left[l + p] * right[r + p];
      s1 += left[l + p + 1] * right[r + p + 1];
      s2 += left[l + p + 2] * right[r + p + 2];
      s3 += left[l + p + 3] * right[r + p + 3];
    }
    for (; p < inner; p++) {
      s0 += left[l + p] * right[r + p];
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
