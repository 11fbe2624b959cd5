package dev.elbo.benchmarks.tables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.LongStream;
import smile.base.cart.SplitRule;
import smile.classification.RandomForest;
import smile.data.DataFrame;
import smile.data.formula.Formula;
import smile.data.measure.NominalScale;
import smile.data.type.DataTypes;
import smile.data.type.StructField;
import smile.data.vector.BaseVector;
import smile.data.vector.DoubleVector;
import smile.data.vector.IntVector;

/** Smile's random forest that learns from some rows of Adult whose income is high. */
final class IncomeForest {
  private static final int TREES = 100;
  private static final int DEPTH = 20;
  private static final int NODE_ROWS = 5;
  private static final double ALL_ROWS = 1;

  /** By column that is no number: the levels of all rows that there are. */
  private final Map<String, NominalScale> levels = new LinkedHashMap<>();

  /**
   * Forests on some tables.
   *
   * @param all rows that forests will see, so that a level has one number in all of them
   */
  IncomeForest(List<AdultRows> all) {
    for (String name : AdultRows.NAMES) {
      if (!AdultRows.isNumber(name)) {
        TreeSet<String> found = new TreeSet<>();
        all.forEach(rows -> found.addAll(rows.column(name)));
        levels.put(name, new NominalScale(new ArrayList<>(found)));
      }
    }
  }

  /** F1 of high incomes in the test rows: 2TP/(2TP + FP + FN). */
  double f1(AdultRows train, AdultRows test, long seed) {
    int mtry = (int) Math.sqrt(AdultRows.NAMES.size() - 1.0);
    int leaves = train.rows() / NODE_ROWS;
    RandomForest forest =
        RandomForest.fit(
            Formula.lhs(AdultRows.INCOME),
            frame(train),
            TREES,
            mtry,
            SplitRule.GINI,
            DEPTH,
            leaves,
            NODE_ROWS,
            ALL_ROWS,
            null,
            LongStream.range(seed * TREES, (seed + 1) * TREES));
    int[] predicted = forest.predict(frame(test));
    List<String> income = test.column(AdultRows.INCOME);
    int high = scale(AdultRows.INCOME).valueOf(AdultRows.HIGH).intValue();
    int found = 0;
    int wrong = 0;
    for (int i = 0; i < predicted.length; i++) {
      boolean isHigh = income.get(i).equals(AdultRows.HIGH);
      found += isHigh && predicted[i] == high ? 1 : 0;
      wrong += isHigh != (predicted[i] == high) ? 1 : 0;
    }
    return 2.0 * found / (2.0 * found + wrong);
  }

  private NominalScale scale(String column) {
    return Objects.requireNonNull(levels.get(column));
  }

  private DataFrame frame(AdultRows rows) {
    BaseVector<?, ?, ?>[] vectors = new BaseVector<?, ?, ?>[AdultRows.NAMES.size()];
    for (int j = 0; j < vectors.length; j++) {
      String name = AdultRows.NAMES.get(j);
      List<String> cells = rows.column(name);
      vectors[j] =
          AdultRows.isNumber(name)
              ? DoubleVector.of(name, cells.stream().mapToDouble(Double::parseDouble).toArray())
              : IntVector.of(
                  new StructField(name, DataTypes.IntegerType, scale(name)), numbers(name, cells));
    }
    return DataFrame.of(vectors);
  }

  private int[] numbers(String column, List<String> cells) {
    return cells.stream().mapToInt(cell -> scale(column).valueOf(cell).intValue()).toArray();
  }
}
