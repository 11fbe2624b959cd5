package dev.elbo.cli.report;

import dev.elbo.AutoEncoder;
import dev.elbo.data.Binarization;
import dev.elbo.distribution.Support;
import java.util.ArrayList;
import java.util.List;

/** What a reader must know before comparing figures, in plain words. */
final class Caveats {
  private final AutoEncoder model;
  private final int heldOutRows;

  Caveats(AutoEncoder model, int heldOutRows) {
    this.model = model;
    this.heldOutRows = heldOutRows;
  }

  String html() {
    StringBuilder list = new StringBuilder("<ul>\n");
    sentences().forEach(sentence -> list.append("<li>").append(sentence).append("</li>\n"));
    return list.append("</ul>\n").toString();
  }

  private List<String> sentences() {
    List<String> all = new ArrayList<>();
    all.add(
        "The bound is a floor. The model's log <i>p</i>(<i>x</i>) cannot be computed exactly; it is"
            + " at least the bound, and the gap is how far the encoder is from the true posterior."
            + " Two models with the same bound may differ in log <i>p</i>(<i>x</i>).");
    all.add(
        "The log-likelihood by importance sampling is a floor too, on average. It rises towards"
            + " log <i>p</i>(<i>x</i>) as <i>k</i> grows, so compare it at one <i>k</i> only.");
    if (model.architecture().likelihood().support() == Support.REAL) {
      all.add(
          "The decoder is Gaussian, so these are logarithms of densities and not of probabilities:"
              + " they may be positive, and they shift when a column is measured in another unit."
              + " Compare them only between models of the same columns at the same scale.");
    } else if (model.architecture().likelihood().support() == Support.MIXED) {
      all.add(
          "Columns have distributions of their own. The figures add up logarithms of probabilities,"
              + " for categories and counts, and of densities, for other numbers: they may be"
              + " positive, and they shift when such a column is measured in another unit.");
    } else if (model.data().binarization() == Binarization.NONE) {
      all.add(
          "The decoder is Bernoulli and values were not binarised. Where they lie strictly between"
              + " 0 and 1 the figures are not those of a normalised likelihood and do not compare"
              + " with published ones.");
    } else {
      all.add(
          "The decoder is Bernoulli: the figures are about the values as zeros and ones, binarised"
              + " by the rule in the settings. Other rules give other figures.");
    }
    if (model.training().heldOutRows() == 0) {
      all.add(
          "No rows were held out. The figures are about rows that the model has learnt from, and are"
              + " too good for new ones.");
    } else if (model.training().heldOutRows() == heldOutRows) {
      all.add(
          "The held-out rows have also chosen which epoch's model was kept, which makes their"
              + " figures a little too good. <code>elbo evaluate</code> on rows that had no part in"
              + " the run gives an unbiased figure.");
    }
    all.add(
        "Samples and reconstructions show the decoder's mean, which is smoother than data: the"
            + " model's noise is not in the pictures.");
    return all;
  }
}
