package dev.elbo.cli.score;

import dev.elbo.eval.Calibration;
import dev.elbo.picture.text.Numbers;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a row is flagged.
 *
 * @param calibration how strange usual rows are, where that is known
 * @param rate α, the share of usual rows that may be flagged
 */
public record Alarms(Optional<Calibration> calibration, double rate) {

  /** The p-value of a row so strange, where the model has a calibration. */
  public @Nullable Double pValue(double strangeness) {
    return calibration.map(c -> c.pValue(strangeness)).orElse(null);
  }

  /** Whether a row so strange is flagged, where the model has a calibration. */
  public @Nullable Boolean flags(double strangeness) {
    return calibration.map(c -> c.flags(strangeness, rate)).orElse(null);
  }

  /** Why no row can be flagged, where none can. */
  public Optional<String> problem() {
    if (calibration.isEmpty()) {
      return Optional.of(
          "the model has no calibration (too few rows to keep some for it, a training that did not end, or an earlier version): rows have no p-values, none is flagged, and strangeness is −log p(x); train again");
    }
    double smallest = calibration.get().smallestPValue();
    return smallest <= rate
        ? Optional.empty()
        : Optional.of(
            "no row can be flagged at a false-alarm rate of %s: the model was calibrated with %s, so p-values begin at %s; raise --false-alarm-rate, or train on more rows"
                .formatted(
                    Numbers.plain(rate),
                    Numbers.rows(calibration.get().rows()),
                    Numbers.fixed(smallest, 4)));
  }
}
