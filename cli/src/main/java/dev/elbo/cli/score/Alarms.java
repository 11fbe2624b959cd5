package dev.elbo.cli.score;

import dev.elbo.eval.Calibration;
import dev.elbo.picture.text.Numbers;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a row is flagged.
 *
 * @param calibration what scores mean, where that is known
 * @param rate α, the share of usual rows that may be flagged
 */
public record Alarms(Optional<Calibration> calibration, double rate) {

  /** The p-value of a score, where scores have a meaning. */
  public @Nullable Double pValue(double score) {
    return calibration.map(c -> c.pValue(score)).orElse(null);
  }

  /** Whether a row of this score is flagged, where scores have a meaning. */
  public @Nullable Boolean flags(double score) {
    return calibration.map(c -> c.flags(score, rate)).orElse(null);
  }

  /** Why no row can be flagged, where none can. */
  public Optional<String> problem() {
    if (calibration.isEmpty()) {
      return Optional.of(
          "the model was trained on too few rows to keep some for calibration: scores have no p-values, and no row is flagged");
    }
    double smallest = calibration.get().smallestPValue();
    return smallest <= rate
        ? Optional.empty()
        : Optional.of(
            "no row can be flagged at a false-alarm rate of %s: the model was calibrated with %s, so p-values begin at %s; raise --false-alarm-rate, or train on more rows"
                .formatted(
                    Numbers.plain(rate),
                    Numbers.rows(calibration.get().scores().size()),
                    Numbers.fixed(smallest, 4)));
  }
}
