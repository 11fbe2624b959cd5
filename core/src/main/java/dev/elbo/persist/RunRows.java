package dev.elbo.persist;

/**
 * Which rows a run learns from and is judged by.
 *
 * @param sha256 of all of them ({@link dev.elbo.data.Dataset#sha256})
 * @param heldOut what was to be held out: below 1 a fraction of the rows, from 1 on a number; 0 for
 *     none
 * @param trainingRows rows to learn from
 * @param heldOutRows rows to judge by
 * @param source where they come from, in the words of whoever began the run; may be empty
 */
public record RunRows(
    String sha256, double heldOut, int trainingRows, int heldOutRows, String source) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException that names the one that is not valid
   */
  public RunRows {
    require(sha256.matches("[0-9a-f]{64}"), "sha256");
    require(heldOut >= 0 && heldOut < Double.POSITIVE_INFINITY, "held_out");
    require(trainingRows >= 1, "training_rows");
    require(heldOut > 0 ? heldOutRows >= 1 : heldOutRows == 0, "held_out_rows");
  }

  private static void require(boolean holds, String name) {
    if (!holds) {
      throw new IllegalArgumentException("no valid " + name);
    }
  }
}
