package dev.elbo.distribution;

import java.util.Locale;

/**
 * What an output means for the {@linkplain ColumnFamily family} of a column. The outputs of one
 * role are one {@link Head} of a {@link MixedLikelihood}, columns in the table's order, so a model
 * file has blocks such as {@code decoder.log_rate.weight}.
 *
 * <p>The order is that of the heads: what places a row, then how wide it is, then what all rows
 * share.
 */
public enum HeadRole {
  /** Where a real number is: the mean of a Gaussian, the centre of a Student-t. */
  LOCATION(false),
  /** Logits of probabilities: one of a binary column, one a level of a category. */
  LOGITS(false),
  /** The logarithm of a count's mean, by {@link Rate}. */
  LOG_RATE(false),
  /** log σ² of each row, through {@link LogVarianceBounds}. */
  LOG_SQUARED_SCALE(false),
  /** log σ² of a column, through {@link LogVarianceBounds}. */
  SHARED_LOG_SQUARED_SCALE(true),
  /** ν of a Student-t column, through a {@link PositiveRange}. */
  DEGREES_OF_FREEDOM(true),
  /** α of a negative binomial column, through a {@link PositiveRange}. */
  DISPERSION(true);

  private final boolean shared;

  HeadRole(boolean shared) {
    this.shared = shared;
  }

  /** The head of this role with so many outputs. */
  Head head(int width) {
    return new Head(name().toLowerCase(Locale.ROOT), width, shared);
  }
}
