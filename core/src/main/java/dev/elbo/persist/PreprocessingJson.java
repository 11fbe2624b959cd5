package dev.elbo.persist;

import dev.elbo.preprocessing.ColumnTransform;
import dev.elbo.preprocessing.CountTransform;
import dev.elbo.preprocessing.Curve;
import dev.elbo.preprocessing.LevelTransform;
import dev.elbo.preprocessing.NumberTransform;
import dev.elbo.preprocessing.Preprocessing;
import dev.elbo.schema.Binary;
import dev.elbo.schema.Category;
import dev.elbo.schema.Column;
import dev.elbo.schema.ColumnType;
import dev.elbo.schema.Count;
import dev.elbo.schema.DateTime;
import dev.elbo.schema.Kind;
import dev.elbo.schema.LeftOut;
import dev.elbo.schema.Numeric;
import dev.elbo.schema.Schema;
import dev.elbo.schema.TimeUnit;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Schema and preprocessing as a JSON object, and back. What is missing or not valid is an {@link
 * IllegalArgumentException} that names it.
 *
 * <p>Only what was fitted is written beside the schema: levels and counts follow from it.
 */
final class PreprocessingJson {
  private PreprocessingJson() {}

  static void write(Preprocessing preprocessing, ObjectNode root) {
    var columns = root.putArray("columns");
    int next = 0;
    for (Column column : preprocessing.schema().columns()) {
      ObjectNode node = columns.addObject();
      node.put("name", column.name());
      node.put("kind", Fields.word(column.kind()));
      writeType(column.type(), node);
      column.missingTokens().forEach(node.putArray("missing")::add);
      node.put("missing_share", column.missingShare());
      if (column.kind().isModelled()
          && preprocessing.transforms().get(next++) instanceof NumberTransform number) {
        writeTransform(number, node.putObject("transform"));
      }
    }
  }

  private static void writeType(ColumnType type, ObjectNode node) {
    if (type instanceof Numeric numeric) {
      node.put("minimum", numeric.minimum());
      node.put("maximum", numeric.maximum());
      node.put("resolution", numeric.resolution());
    } else if (type instanceof Count count) {
      node.put("minimum", count.minimum());
      node.put("maximum", count.maximum());
    } else if (type instanceof Binary binary) {
      node.putArray("levels").add(binary.zero()).add(binary.one());
    } else if (type instanceof Category category) {
      category.levels().forEach(node.putArray("levels")::add);
      node.put("other_rows", category.otherRows());
    } else if (type instanceof DateTime dates) {
      node.put("unit", Fields.word(dates.unit()));
      node.put("minimum", dates.minimum());
      node.put("maximum", dates.maximum());
    } else if (type instanceof LeftOut leftOut) {
      node.put("reason", leftOut.reason());
    }
  }

  private static void writeTransform(NumberTransform transform, ObjectNode node) {
    if (transform.curve() instanceof Curve.Logarithm logarithm) {
      ObjectNode curve = node.putObject("logarithm");
      curve.put("offset", logarithm.offset());
      curve.put("knee", logarithm.knee());
    }
    node.put("mean", transform.mean());
    node.put("deviation", transform.deviation());
  }

  static Preprocessing read(Fields root) {
    List<Column> columns = new ArrayList<>();
    List<ColumnTransform> transforms = new ArrayList<>();
    for (Fields fields : root.objects("columns")) {
      Kind kind = fields.constant(Kind.class, "kind");
      ColumnType type = readType(kind, fields);
      columns.add(
          new Column(
              fields.text("name"), type, fields.texts("missing"), fields.number("missing_share")));
      if (kind.isModelled()) {
        transforms.add(readTransform(type, fields.object("transform")));
      }
    }
    return new Preprocessing(new Schema(columns), transforms);
  }

  private static ColumnType readType(Kind kind, Fields fields) {
    return switch (kind) {
      case NUMERIC, POSITIVE, HEAVY_TAILED, FRACTION ->
          new Numeric(
              fields.number("minimum"),
              fields.number("maximum"),
              fields.number("resolution"),
              kind);
      case COUNT -> new Count(fields.integer("minimum"), fields.integer("maximum"));
      case BINARY -> binary(fields.texts("levels"));
      case CATEGORY -> new Category(fields.texts("levels"), fields.wholeNumber("other_rows"));
      case DATE_TIME ->
          new DateTime(
              fields.constant(TimeUnit.class, "unit"),
              fields.number("minimum"),
              fields.number("maximum"));
      default -> new LeftOut(kind, fields.text("reason"));
    };
  }

  private static Binary binary(List<String> levels) {
    if (levels.size() != 2) {
      throw new IllegalArgumentException("%d levels of a binary column".formatted(levels.size()));
    }
    return new Binary(levels.get(0), levels.get(1));
  }

  private static ColumnTransform readTransform(ColumnType type, Fields fields) {
    if (type instanceof Numeric numeric) {
      return readNumber(fields, numeric.resolution(), numeric.minimum(), numeric.maximum());
    }
    if (type instanceof DateTime dates) {
      return readNumber(fields, 1, dates.minimum(), dates.maximum());
    }
    if (type instanceof Count count) {
      return new CountTransform(count.minimum(), count.maximum());
    }
    return type instanceof Binary binary
        ? LevelTransform.of(binary)
        : LevelTransform.of((Category) type);
  }

  private static NumberTransform readNumber(
      Fields fields, double resolution, double minimum, double maximum) {
    Curve curve =
        fields
            .optionalObject("logarithm")
            .<Curve>map(
                logarithm ->
                    new Curve.Logarithm(logarithm.number("offset"), logarithm.number("knee")))
            .orElseGet(Curve.Linear::new);
    return new NumberTransform(
        curve, fields.number("mean"), fields.number("deviation"), resolution, minimum, maximum);
  }
}
