package dev.elbo.paper.iwae;

/**
 * A stage of training, whose step size follows a cosine to 0. An epoch of k draws a row costs about
 * k times one of a single draw, and most of what there is to learn takes no more than that.
 *
 * @param draws k, samples a row
 * @param epochs over the training part
 * @param minibatch rows a step
 * @param stepSize Adam's, at first
 */
record Stage(int draws, int epochs, int minibatch, double stepSize) {

  /** How long it takes, about, in a unit of its own. */
  double work() {
    return (1.0 + draws) * epochs;
  }

  @Override
  public String toString() {
    return "%d epochs of %d draws, %d rows a step, step size %s"
        .formatted(epochs, draws, minibatch, stepSize);
  }
}
