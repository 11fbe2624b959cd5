package dev.elbo.onnx;

import dev.elbo.distribution.ColumnFamily;
import dev.elbo.distribution.ColumnSupport;
import dev.elbo.preprocessing.ColumnTransform;
import dev.elbo.preprocessing.CountTransform;
import dev.elbo.preprocessing.LevelTransform;
import dev.elbo.preprocessing.Preprocessing;
import dev.elbo.schema.Binary;
import dev.elbo.schema.Category;
import dev.elbo.schema.Column;
import dev.elbo.schema.DateTime;
import dev.elbo.schema.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A column of a table that a model has.
 *
 * @param column in the schema
 * @param transform of its cells
 * @param input what a graph's input for it is called
 */
record TableColumn(Column column, ColumnTransform transform, String input) {
  /** What graphs with an input a column call their outputs. */
  private static final Set<String> OUTPUTS =
      Set.of("mean", "log_variance", "log_likelihood", "contributions");

  /** The columns of a model, in its order. */
  static List<TableColumn> of(Preprocessing preprocessing) {
    List<Column> modelled = preprocessing.schema().modelled();
    Set<String> names = modelled.stream().map(Column::name).collect(Collectors.toSet());
    List<TableColumn> columns = new ArrayList<>();
    for (int d = 0; d < modelled.size(); d++) {
      String input = inputName(modelled.get(d).name(), names);
      columns.add(new TableColumn(modelled.get(d), preprocessing.transforms().get(d), input));
    }
    return columns;
  }

  /** The column's own name, unless that is an output's. */
  private static String inputName(String name, Set<String> columns) {
    if (!OUTPUTS.contains(name)) {
      return name;
    }
    String input = name + ".input";
    while (columns.contains(input)) {
      input += "_";
    }
    return input;
  }

  String name() {
    return column.name();
  }

  boolean isText() {
    return transform instanceof LevelTransform;
  }

  boolean isCount() {
    return transform instanceof CountTransform;
  }

  /** The levels that cells may have, in the order of their numbers; none of a column of numbers. */
  List<String> namedLevels() {
    if (column.type() instanceof Category category) {
      return category.levels();
    }
    return column.type() instanceof Binary binary
        ? List.of(binary.zero(), binary.one())
        : List.of();
  }

  /** All levels of the model in the order of their numbers. */
  List<String> levels() {
    List<String> levels = new ArrayList<>(namedLevels());
    if (column.type() instanceof Category) {
      levels.add(Category.OTHER);
    }
    return levels;
  }

  /** The number of a level that is not named, NaN where such a cell counts as missing. */
  float unknownLevel() {
    return column.type() instanceof Category category ? category.other() : Float.NaN;
  }

  /** Texts of which it is known what they are: the named levels, then those of a missing cell. */
  List<String> knownTexts() {
    Set<String> texts = new LinkedHashSet<>(namedLevels());
    texts.addAll(List.of("", "NaN", "nan"));
    texts.addAll(column.missingTokens());
    return List.copyOf(texts);
  }

  /** In what x is measured, as people read it. */
  String unit() {
    return column.type() instanceof DateTime dates
        ? dates.unit().word() + " since 1970-01-01T00:00Z"
        : "the unit of the column";
  }

  /** In what differences of x are measured, as people read it. */
  String differenceUnit() {
    return column.type() instanceof DateTime dates ? dates.unit().word() : "the unit of the column";
  }

  /** What a cell of the input is, as people read it. */
  String description() {
    if (transform instanceof LevelTransform) {
      return "%s: a level; \"\" where the cell is missing".formatted(column.kind().word());
    }
    return "%s, in %s; NaN where the cell is missing".formatted(column.kind().word(), unit());
  }

  /**
   * Checks that a model's column can be this one.
   *
   * @throws IllegalArgumentException where it cannot, or where its levels are not told from a
   *     missing cell
   */
  void require(ColumnFamily family) {
    ColumnSupport support = family.support();
    boolean fits =
        isText()
            ? support.equals(ColumnSupport.levels(levels().size()))
            : support.equals(ColumnSupport.REAL)
                || (isCount() && support.equals(ColumnSupport.COUNT))
                || (column.kind() == Kind.FRACTION && support.equals(ColumnSupport.UNIT_INTERVAL));
    if (!fits) {
      throw new IllegalArgumentException(
          "column %s of the table is %s, that of the model holds %s (%s): they cannot be exported together; the preprocessing is another model's"
              .formatted(
                  name(),
                  column.summary(),
                  family.support().inWords(),
                  family.name().replace('_', ' ')));
    }
    if (levels().contains("")) {
      throw new IllegalArgumentException(
          "column %s has \"\" as a level, which an ONNX graph takes for a missing cell; write that level in another way, and train again"
              .formatted(name()));
    }
  }
}
