package dev.elbo.cli.card;

import dev.elbo.AutoEncoder;
import dev.elbo.data.Binarization;
import dev.elbo.distribution.Support;
import dev.elbo.picture.text.Numbers;
import java.util.ArrayList;
import java.util.List;

/**
 * What to know before a model's figures are compared or its scores used, a sentence or two each.
 */
final class CardNotes {
  private CardNotes() {}

  static List<String> of(ModelCard card) {
    List<String> notes = new ArrayList<>();
    notes.add(figures(card.model()));
    notes.add(
        "The bound is a floor of log p(x), and how far below it lies differs from model to model:"
            + " compare models by log p(x) of elbo evaluate, at one number of draws.");
    notes.add(score(card));
    if (card.model().training().heldOutRows() > 0) {
      notes.add(
          "The held-out rows have also chosen the epoch, which makes their bound a little too good;"
              + " elbo evaluate on rows that had no part in the run gives an unbiased figure.");
    } else if (!card.imported()) {
      notes.add("No rows were held out: nothing in the file says how good the model is.");
    }
    if (card.imported()) {
      notes.add("The file knows nothing of the rows that it was trained on, and no figures of it.");
    } else if (card.model().training().dataSha256().isEmpty()) {
      notes.add("The file was written without a hash of its rows.");
    }
    return notes;
  }

  private static String figures(AutoEncoder model) {
    if (model.architecture().likelihood().support() == Support.REAL) {
      return "Figures are logarithms of densities and not of probabilities: they may be positive,"
          + " and they shift when a column is measured in another unit.";
    }
    if (model.architecture().likelihood().support() == Support.MIXED) {
      return "Figures add up logarithms of probabilities, of levels and counts, and of densities, of"
          + " other numbers: they are no probabilities, may be positive, and shift when such a"
          + " column is measured in another unit.";
    }
    return model.data().binarization() == Binarization.NONE
        ? "Values were not binarised: where they lie strictly between 0 and 1, figures are not those"
            + " of a normalised likelihood and do not compare with published ones."
        : "Figures are of values as zeros and ones, binarised as the settings say; another rule"
            + " gives other figures.";
  }

  private static String score(ModelCard card) {
    AutoEncoder model = card.model();
    if (model.data().preprocessing().isEmpty()) {
      return "log p(x) of one row says nothing by itself: compare it with that of rows known to be"
          + " usual.";
    }
    return model
        .calibration()
        .map(
            found ->
                "To judge a row use the p-value of elbo score: how often usual rows are as strange, at"
                    + " least %s. The held-out bound is of standardised columns and scores are in"
                        .formatted(Numbers.fixed(found.smallestPValue(), 4))
                    + " the table's own units: the two do not compare.")
        .orElse(
            "The model has no calibration, so rows have no p-values: compare a row's log p(x)"
                + " with that of rows known to be usual.");
  }
}
