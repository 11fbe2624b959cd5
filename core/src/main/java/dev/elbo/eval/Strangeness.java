package dev.elbo.eval;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How far rows fall short of usual ones, in nats, lower is more usual:
 *
 * <pre>  s(x) = KL(p(z|x) ‖ p(z)) + Σ_d max(0, u_d − ℓ_d(x))</pre>
 *
 * <p>where ℓ_d = E[log p(x_d|z)] under p(z|x) is a column's contribution and u_d what it usually
 * contributes, the median. Without the maximum, of a row without gaps, this is Σ u_d − log p(x),
 * for log p(x) = Σ ℓ_d − KL(p(z|x) ‖ p(z)). With it a cell that is more likely than usual counts as
 * a usual one, and so does a missing one: where a column is constant in most rows it has a high
 * density there, which would otherwise make up for any cell that is strange. A density alone finds
 * no outliers, for it is another one in other units ({@code Le Lan and Dinh 2021}); s is the same
 * in all that are linear.
 *
 * <p>All of it is an estimate by the draws behind {@link RowScores}.
 *
 * @param values s of each row; where nothing is known of usual rows −log p(x)
 * @param shortfalls max(0, u_d − ℓ_d) of each row and column, 0 where the cell is missing; where
 *     nothing is known of usual rows −ℓ_d
 */
public record Strangeness(List<Double> values, List<List<Double>> shortfalls) {

  /** log p(x) may be −∞, which is less than a float can say. */
  private static final double MOST_UNLIKELY = -Float.MAX_VALUE;

  public Strangeness {
    values = List.copyOf(values);
    shortfalls = List.copyOf(shortfalls);
  }

  /**
   * How strange rows are.
   *
   * @param scores of the rows
   * @param missing (rows × columns), which cells are
   * @param usual u_d, what each column contributes to usual rows
   */
  public static Strangeness of(RowScores scores, boolean[] missing, List<Double> usual) {
    List<Double> values = new ArrayList<>();
    List<List<Double>> shortfalls = new ArrayList<>();
    for (int i = 0; i < scores.rows(); i++) {
      List<Double> contributions = scores.contributions().get(i);
      List<Double> parts = new ArrayList<>();
      double divergence = -scores.logLikelihood().get(i);
      double sum = 0;
      for (int d = 0; d < usual.size(); d++) {
        boolean observed = !missing[i * usual.size() + d];
        double part = observed ? Math.max(0, usual.get(d) - contributions.get(d)) : 0;
        divergence += contributions.get(d);
        sum += part;
        parts.add(part);
      }
      double value = divergence + sum;
      values.add(scores.logLikelihood().get(i) > MOST_UNLIKELY ? value : -MOST_UNLIKELY);
      shortfalls.add(List.copyOf(parts));
    }
    return new Strangeness(values, shortfalls);
  }

  /** −log p(x) and its parts, where nothing is known of what is usual. */
  public static Strangeness of(RowScores scores) {
    return new Strangeness(
        scores.logLikelihood().stream().map(x -> -x).toList(),
        scores.contributions().stream()
            .map(columns -> columns.stream().map(x -> -x).toList())
            .toList());
  }

  /**
   * What columns usually contribute: as much or more in every second row that has the cell; 0 where
   * none has.
   *
   * @param missing (rows × columns), which cells are
   */
  public static List<Double> usual(RowScores scores, boolean[] missing) {
    int columns = missing.length / scores.rows();
    List<Double> usual = new ArrayList<>();
    for (int d = 0; d < columns; d++) {
      List<Double> observed = new ArrayList<>();
      for (int i = 0; i < scores.rows(); i++) {
        if (!missing[i * columns + d]) {
          observed.add(scores.contributions().get(i).get(d));
        }
      }
      Collections.sort(observed);
      usual.add(observed.isEmpty() ? 0 : observed.get(observed.size() / 2));
    }
    return usual;
  }
}
