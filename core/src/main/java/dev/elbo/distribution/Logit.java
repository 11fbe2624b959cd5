package dev.elbo.distribution;

/** The inverse of the sigmoid. */
final class Logit {
  private Logit() {}

  /** log(p / (1 − p)) with p kept within [clip, 1 − clip]. */
  static float[] of(double[] probabilities, double clip) {
    float[] logits = new float[probabilities.length];
    for (int i = 0; i < logits.length; i++) {
      double p = Math.max(clip, Math.min(1 - clip, probabilities[i]));
      logits[i] = (float) Math.log(p / (1 - p));
    }
    return logits;
  }
}
