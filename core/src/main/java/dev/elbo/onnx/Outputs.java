package dev.elbo.onnx;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The decoder's outputs for z: of a group of columns, and in double, since terms of log p may be
 * many times their sum.
 */
final class Outputs {
  private final Layers layers;
  private final Value hidden;
  private final long[] leading;
  private final Map<String, Value> heads = new HashMap<>();

  /**
   * Runs the decoder's hidden layers.
   *
   * @param z (rows × latents)
   * @param leading dimensions that the rows are of, the first −1
   */
  Outputs(Layers layers, Value z, long... leading) {
    this.layers = layers;
    this.leading = leading;
    hidden = layers.hidden("decoder", z);
  }

  /**
   * Output {@code i} of a group's columns, (leading × columns), with a further dimension for levels
   * where there are any; of a shared one, (columns).
   */
  Value of(ColumnGroup group, int i) {
    OutputPlace place = group.outputs().get(i);
    if (place.shared()) {
      return hidden.graph().constant(shared(group, i));
    }
    Value head =
        heads.computeIfAbsent(place.head(), name -> layers.linear("decoder." + name, hidden));
    Value columns = isAll(place) ? head : head.columns(place.columns());
    Value values = columns.as(ElementType.DOUBLE).reshaped(shape(group));
    return place.sigmoid() ? values.sigmoid() : values;
  }

  /** The numbers of a shared output. */
  double[] shared(ColumnGroup group, int i) {
    OutputPlace place = group.outputs().get(i);
    return layers.shared("decoder." + place.head(), place.columns());
  }

  private boolean isAll(OutputPlace place) {
    int width = layers.width("decoder." + place.head());
    return Arrays.equals(place.columns(), IntStream.range(0, width).toArray());
  }

  private long[] shape(ColumnGroup group) {
    LongStream columns =
        group.levels() == 1
            ? LongStream.of(group.size())
            : LongStream.of(group.size(), group.levels());
    return LongStream.concat(LongStream.of(leading), columns).toArray();
  }
}
