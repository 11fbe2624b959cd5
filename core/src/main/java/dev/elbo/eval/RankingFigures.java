package dev.elbo.eval;

import java.util.Arrays;
import java.util.Comparator;

/**
 * How well scores tell rows of one kind, the positive ones (anomalies, say), from the rest, over
 * all thresholds. Both figures are exact, depend on the order of the scores only, and are the
 * better the higher.
 *
 * <p>Rows of equal score fall on the same side of every threshold, so the order in which they come
 * changes nothing.
 *
 * @param rows how many there are
 * @param positives how many of them are positive, at least 1 and not all
 * @param rocAuc the area under the receiver operating characteristic: the probability that a
 *     positive row, drawn at random, has a higher score than another row, a tie counted as ½. ½ is
 *     chance.
 * @param averagePrecision Σₖ (Rₖ − Rₖ₋₁) Pₖ over the thresholds from the highest score down, with
 *     recall R, the share of the positive rows at or above the threshold, and precision P, the
 *     share of positive rows among those. positives/rows is chance.
 */
public record RankingFigures(int rows, int positives, double rocAuc, double averagePrecision) {

  /**
   * Figures of some rows.
   *
   * @param scores one a row, higher where a row is more likely positive, such as {@link
   *     Strangeness} of anomalies; ±∞ are scores like others
   * @param positive one a row
   * @throws IllegalArgumentException where the lengths differ, a score is NaN, or all rows are of
   *     one kind
   */
  public static RankingFigures of(double[] scores, boolean[] positive) {
    int positives = check(scores, positive);
    long negatives = scores.length - (long) positives;
    Integer[] order = order(scores);
    long found = 0;
    double pairs = 0;
    double precision = 0;
    for (int from = 0; from < order.length; ) {
      int to = from;
      int hits = 0;
      while (to < order.length && scores[order[to]] == scores[order[from]]) {
        hits += positive[order[to]] ? 1 : 0;
        to++;
      }
      long others = to - from - (long) hits;
      long othersBelow = negatives - (from - found) - others;
      pairs += hits * (othersBelow + 0.5 * others);
      found += hits;
      precision += hits * ((double) found / to);
      from = to;
    }
    return new RankingFigures(
        scores.length, positives, pairs / ((double) positives * negatives), precision / positives);
  }

  private static int check(double[] scores, boolean[] positive) {
    if (scores.length != positive.length) {
      throw new IllegalArgumentException(
          "%d scores for %d rows".formatted(scores.length, positive.length));
    }
    int positives = 0;
    for (int i = 0; i < scores.length; i++) {
      if (Double.isNaN(scores[i])) {
        throw new IllegalArgumentException(
            "the score of row %d (counted from 1) is NaN, which has no rank".formatted(i + 1));
      }
      positives += positive[i] ? 1 : 0;
    }
    if (positives == 0 || positives == scores.length) {
      throw new IllegalArgumentException(
          "a ranking is judged by rows of two kinds; %d of %d rows are positive"
              .formatted(positives, scores.length));
    }
    return positives;
  }

  /** Row numbers, the highest score first. */
  private static Integer[] order(double[] scores) {
    Integer[] order = new Integer[scores.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble((Integer i) -> scores[i]).reversed());
    return order;
  }
}
