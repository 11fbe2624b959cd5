package dev.elbo;

import dev.elbo.data.Binarization;
import dev.elbo.data.Dataset;
import dev.elbo.distribution.Likelihood;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a user should know about data under a decoder before training, in sentences. */
final class DataNotices {
  /** A column that spreads more than this under a Gaussian decoder is worth a notice. */
  private static final double LARGEST_SPREAD = 10;

  private DataNotices() {}

  /**
   * Notices; none where there is nothing to say.
   *
   * @param standardized whether columns were brought to about one scale
   * @throws dev.elbo.data.DataException where a value lies outside what the decoder is defined on;
   *     the message names row and column
   */
  static List<String> of(
      Dataset data, Likelihood likelihood, Binarization binarization, boolean standardized) {
    return switch (likelihood.support()) {
      case UNIT_INTERVAL -> {
        data.requireUnitInterval();
        yield binarization == Binarization.NONE && data.summary().fractional()
            ? List.of(grey(data))
            : List.of();
      }
      case REAL -> {
        data.requireFinite();
        yield scale(data);
      }
      case MIXED -> {
        SupportCheck.requireColumns(likelihood, data);
        yield standardized ? List.of() : scale(data);
      }
    };
  }

  private static String grey(Dataset data) {
    return data.name()
        + " has values strictly between 0 and 1: under a Bernoulli decoder their bound is not that"
        + " of a normalised likelihood and does not compare with published figures; binarise"
        + " (dynamic or threshold) or use a Gaussian decoder";
  }

  private static List<String> scale(Dataset data) {
    return data.holdsBytes() ? List.of() : widestColumn(data).map(List::of).orElse(List.of());
  }

  /** Hidden units see columns as they are: one of a large spread drowns the others. */
  private static Optional<String> widestColumn(Dataset data) {
    double[] deviations = data.columnDeviations();
    int widest = 0;
    for (int j = 1; j < deviations.length; j++) {
      widest = deviations[j] > deviations[widest] ? j : widest;
    }
    return deviations[widest] > LARGEST_SPREAD
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "%s: column %d (counted from 1) has a standard deviation of %.4g; the networks see"
                    + " values as they are, so scale columns to a standard deviation of about 1"
                    + " first",
                data.name(),
                widest + 1,
                deviations[widest]))
        : Optional.empty();
  }
}
