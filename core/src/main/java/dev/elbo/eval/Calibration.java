package dev.elbo.eval;

import java.util.Collections;
import java.util.List;

/**
 * What a score means: how often rows like those of the training data score as low (split conformal
 * prediction; Laxhammar and Falkman 2010, Bates et al. 2023).
 *
 * <p>The scores are of n rows that the model has neither learnt from nor been chosen by. A new row
 * that is exchangeable with them has a p-value of at most α with a probability of at most α, for
 * any model and any n. That is an average over calibration sets; for the one at hand the share is
 * about Beta(⌊α(n + 1)⌋, n + 1 − ⌊α(n + 1)⌋).
 *
 * @param samples k, the draws of z behind each score
 * @param scores log p(x) of the calibration rows in nats, ascending
 * @param columnMeans each column's mean contribution to them, in nats
 */
public record Calibration(int samples, List<Double> scores, List<Double> columnMeans) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException where there are no scores, or they do not ascend
   */
  public Calibration {
    Evaluator.requirePositive(samples);
    scores = List.copyOf(scores);
    columnMeans = List.copyOf(columnMeans);
    if (scores.isEmpty() || scores.stream().anyMatch(score -> score.isNaN())) {
      throw new IllegalArgumentException("a calibration needs the scores of one or more rows");
    }
    for (int i = 1; i < scores.size(); i++) {
      if (scores.get(i - 1) > scores.get(i)) {
        throw new IllegalArgumentException("the scores of a calibration ascend");
      }
    }
  }

  /** The calibration by the scores of some rows. */
  public static Calibration of(int samples, RowScores rows) {
    return new Calibration(
        samples, rows.logLikelihood().stream().sorted().toList(), rows.columnMeans());
  }

  /**
   * The share of rows like those of calibration that score as low or lower, the row itself among
   * them: (1 + #{scores ≤ score}) / (n + 1).
   */
  public double pValue(double score) {
    return (1.0 + notAbove(score)) / (scores.size() + 1.0);
  }

  private int notAbove(double score) {
    int found = Collections.binarySearch(scores, score);
    int place = found < 0 ? -found - 1 : found + 1;
    while (place < scores.size() && scores.get(place) <= score) {
      place++;
    }
    return place;
  }

  /** The smallest p-value that there can be, 1 / (n + 1): no lower rate can be asked for. */
  public double smallestPValue() {
    return 1.0 / (scores.size() + 1);
  }

  /**
   * Whether a row is flagged: its p-value is at most the rate.
   *
   * @param falseAlarmRate α, between 0 and 1
   */
  public boolean flags(double score, double falseAlarmRate) {
    return pValue(score) <= falseAlarmRate;
  }
}
