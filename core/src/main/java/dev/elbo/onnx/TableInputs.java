package dev.elbo.onnx;

import dev.elbo.preprocessing.Curve;
import dev.elbo.preprocessing.NumberTransform;
import dev.elbo.preprocessing.Preprocessing;
import dev.elbo.schema.Binary;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The cells of a table in a graph, an input a column, and what {@link Preprocessing} makes of them.
 */
final class TableInputs {
  private final List<TableColumn> columns;
  private final List<Value> cells = new ArrayList<>();
  private final Pieces x;
  private final Pieces logJacobian;

  private TableInputs(List<TableColumn> columns) {
    this.columns = columns;
    x = new Pieces(columns.size());
    logJacobian = new Pieces(columns.size());
  }

  /** Adds an input (rows × 1) for each column, in order. */
  static Rows add(Graph graph, List<TableColumn> columns, int trainingRows) {
    TableInputs inputs = new TableInputs(columns);
    // All inputs have their names before anything else has one.
    columns.forEach(column -> inputs.cells.add(input(graph, column)));
    inputs.addLevels(trainingRows);
    inputs.addCounts();
    inputs.addNumbers(Curve.Linear.class);
    inputs.addNumbers(Curve.Logarithm.class);
    return new Rows(inputs.x.joined(), inputs.logJacobian.joined());
  }

  private static Value input(Graph graph, TableColumn column) {
    ElementType type = column.isText() ? ElementType.STRING : ElementType.DOUBLE;
    return graph.input(column.input(), type, column.description(), 1);
  }

  private void addLevels(int trainingRows) {
    for (int d = 0; d < columns.size(); d++) {
      TableColumn column = columns.get(d);
      if (!column.isText()) {
        continue;
      }
      Value number = level(cells.get(d), column);
      if (column.column().type() instanceof Binary) {
        x.add(number, d);
        Value third = third(cells.get(d), column).as(ElementType.DOUBLE);
        logJacobian.add(third.times(Binary.logThirdValue(trainingRows)), d);
      } else {
        add(number, d);
      }
    }
  }

  /** The number of a level, NaN for a missing cell; of another text what unknown levels have. */
  private static Value level(Value cell, TableColumn column) {
    int named = column.namedLevels().size();
    List<Float> numbers = new ArrayList<>();
    for (int i = 0; i < column.knownTexts().size(); i++) {
      numbers.add(i < named ? i : Float.NaN);
    }
    return encoded(cell, column, numbers, column.unknownLevel());
  }

  /** 1 where a cell is neither missing nor one of the two values, else 0. */
  private static Value third(Value cell, TableColumn column) {
    return encoded(cell, column, Collections.nCopies(column.knownTexts().size(), 0f), 1);
  }

  private static Value encoded(Value cell, TableColumn column, List<Float> known, float other) {
    return cell.graph()
        .textNode(
            "LabelEncoder",
            ElementType.FLOAT,
            cell,
            Attribute.ofTexts("keys_strings", column.knownTexts()),
            Attribute.ofReals("values_floats", known),
            Attribute.of("default_float", other));
  }

  private void addCounts() {
    int[] places = places(TableColumn::isCount);
    if (places.length > 0) {
      add(joined(places).as(ElementType.FLOAT), places);
    }
  }

  private void addNumbers(Class<? extends Curve> curve) {
    int[] places =
        places(
            column ->
                column.transform() instanceof NumberTransform number
                    && curve.isInstance(number.curve()));
    if (places.length > 0) {
      List<NumberTransform> transforms =
          IntStream.of(places).mapToObj(d -> (NumberTransform) columns.get(d).transform()).toList();
      NumberInputs numbers = NumberInputs.of(joined(places), transforms);
      x.add(numbers.x(), places);
      logJacobian.add(numbers.logJacobian(), places);
    }
  }

  private interface ColumnTest {
    boolean holds(TableColumn column);
  }

  private int[] places(ColumnTest test) {
    return IntStream.range(0, columns.size()).filter(d -> test.holds(columns.get(d))).toArray();
  }

  /** Columns whose numbers are probabilities' or densities' of the cells themselves. */
  private void add(Value numbers, int... places) {
    x.add(numbers, places);
    logJacobian.add(numbers.isMissing().as(ElementType.DOUBLE).times(0), places);
  }

  /** Cells side by side, NaN where one is missing. */
  private Value joined(int... places) {
    return Pieces.joined(
        IntStream.of(places).mapToObj(d -> blanked(cells.get(d), columns.get(d))).toList());
  }

  /** Numbers that stand for a missing cell become NaN. */
  private static Value blanked(Value cell, TableColumn column) {
    Value result = cell;
    for (String token : column.column().missingTokens()) {
      if (isNumber(token)) {
        Value number = cell.graph().scalar(cell.type(), Double.parseDouble(token));
        result = cell.isEqual(number).choose(Double.NaN, result);
      }
    }
    return result;
  }

  /** Unlike Java's doubles, without a letter at the end. */
  private static boolean isNumber(String token) {
    try {
      return Double.isFinite(new BigDecimal(token).doubleValue());
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
