package dev.elbo.random;

/**
 * Room to turn a block of uniform draws into normal ones together: the centre of the distribution
 * in one loop that C2 vectorises, and only the tails one by one. The bits are those of {@link
 * NormalQuantile#of} on each.
 */
final class GaussianBlock {
  private static final int SIZE = 64;

  private final double[] uniform = new double[SIZE];
  private final double[] normal = new double[SIZE];
  private final int[] tails = new int[SIZE + 1];

  void fill(RandomStream stream, float[] target, int from, int length) {
    for (int done = 0; done < length; done += SIZE) {
      fillBlock(stream, target, from + done, Math.min(SIZE, length - done));
    }
  }

  private void fillBlock(RandomStream stream, float[] target, int from, int length) {
    for (int i = 0; i < length; i++) {
      uniform[i] = stream.nextDouble();
    }
    NormalQuantile.centre(uniform, normal, length);
    int count = 0;
    for (int i = 0; i < length; i++) {
      target[from + i] = (float) normal[i];
      tails[count] = i; // kept only if it is one: no branch that cannot be foretold
      count += NormalQuantile.isCentre(uniform[i]) ? 0 : 1;
    }
    for (int k = 0; k < count; k++) {
      target[from + tails[k]] = (float) NormalQuantile.of(uniform[tails[k]]);
    }
  }
}
