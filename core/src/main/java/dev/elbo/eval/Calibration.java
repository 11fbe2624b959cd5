package dev.elbo.eval;

import java.util.Collections;
import java.util.List;

/**
 * What strangeness means: how often rows like those of the training data are as strange (split
 * conformal prediction; Laxhammar and Falkman 2010, Bates et al. 2023).
 *
 * <p>Strangeness is that of n rows that the model has neither learnt from nor been chosen by. A new
 * row that is exchangeable with them has a p-value of at most α with a probability of at most α,
 * for any model and any n. That is an average over calibration sets; for the one at hand the share
 * is about Beta(⌊α(n + 1)⌋, n + 1 − ⌊α(n + 1)⌋).
 *
 * @param samples k, the draws of z behind each score
 * @param usual what each column contributes to rows that the model has learnt from, in nats: the
 *     u_d of {@link Strangeness}
 * @param logLikelihood mean log p(x) of the calibration rows, in nats
 * @param strangeness of the calibration rows in nats, ascending
 */
public record Calibration(
    int samples, List<Double> usual, double logLikelihood, List<Double> strangeness) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException where there is no strangeness, or it does not ascend
   */
  public Calibration {
    Evaluator.requirePositive(samples);
    usual = List.copyOf(usual);
    strangeness = List.copyOf(strangeness);
    if (strangeness.isEmpty() || strangeness.stream().anyMatch(value -> value.isNaN())) {
      throw new IllegalArgumentException(
          "a calibration needs the strangeness of one or more rows, each a number");
    }
    for (int i = 1; i < strangeness.size(); i++) {
      if (strangeness.get(i - 1) > strangeness.get(i)) {
        throw new IllegalArgumentException("the strangeness of a calibration's rows ascends");
      }
    }
  }

  /**
   * The calibration by the scores of some rows.
   *
   * @param usual what each column contributes to rows that the model has learnt from
   * @param kept scores of rows that it has not learnt from
   * @param missing (rows × columns), which of their cells are
   */
  public static Calibration of(int samples, List<Double> usual, RowScores kept, boolean[] missing) {
    return new Calibration(
        samples,
        usual,
        kept.logLikelihood().stream().mapToDouble(x -> x).average().orElseThrow(),
        Strangeness.of(kept, missing, usual).values().stream().sorted().toList());
  }

  /** How many rows were kept for it, n. */
  public int rows() {
    return strangeness.size();
  }

  /**
   * The share of rows like those of calibration that are as strange or stranger, the row itself
   * among them: (1 + #{s_i ≥ s}) / (n + 1).
   *
   * @param value s of a row, as {@link Strangeness} has it
   */
  public double pValue(double value) {
    return (1.0 + notBelow(value)) / (rows() + 1.0);
  }

  private int notBelow(double value) {
    int found = Collections.binarySearch(strangeness, value);
    int place = found < 0 ? -found - 1 : found;
    while (place > 0 && strangeness.get(place - 1) >= value) {
      place--;
    }
    return rows() - place;
  }

  /** The smallest p-value that there can be, 1 / (n + 1): no lower rate can be asked for. */
  public double smallestPValue() {
    return 1.0 / (rows() + 1);
  }

  /**
   * Whether a row is flagged: its p-value is at most the rate.
   *
   * @param value s of the row
   * @param falseAlarmRate α, between 0 and 1
   */
  public boolean flags(double value, double falseAlarmRate) {
    return pValue(value) <= falseAlarmRate;
  }
}
