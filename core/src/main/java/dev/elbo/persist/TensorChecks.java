package dev.elbo.persist;

import dev.elbo.nn.Block;
import dev.elbo.nn.Layout;
import dev.elbo.nn.Parameters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the tensors of a file must be: what the header says of them, then what they hold. */
final class TensorChecks {
  private final Path file;
  private final Map<String, Tensor> tensors;
  private final String kind;
  private final SortedSet<String> others;

  /**
   * Checks of a file.
   *
   * @param tensors by name, as the header has them
   * @param kind what the file is, such as {@code model}
   */
  TensorChecks(Path file, Map<String, Tensor> tensors, String kind) {
    this.file = file;
    this.tensors = tensors;
    this.kind = kind;
    others = new TreeSet<>(tensors.keySet());
  }

  /** The tensors are of known types and fill {@code dataBytes} without gap or overlap. */
  void requireContiguous(long dataBytes) {
    List<Tensor> inOrder = new ArrayList<>(tensors.values());
    inOrder.sort(Comparator.comparingLong(Tensor::begin).thenComparingLong(Tensor::end));
    long position = 0;
    for (Tensor tensor : inOrder) {
      if (tensor.begin() != position || tensor.end() < tensor.begin()) {
        throw new ModelFormatException(
            file,
            "damaged: tensor %s stands at bytes %d to %d of the data where byte %d is next"
                .formatted(tensor.name(), tensor.begin(), tensor.end(), position));
      }
      requireSize(tensor);
      position = tensor.end();
    }
    if (position != dataBytes) {
      throw new ModelFormatException(
          file,
          "damaged or cut off: the header describes %d bytes of tensors, the file holds %d"
              .formatted(position, dataBytes));
    }
  }

  private void requireSize(Tensor tensor) {
    long size =
        FloatType.of(tensor.type()).orElseThrow(() -> wrongType(tensor, Tensor.FLOAT32)).bytes();
    try {
      for (long length : tensor.shape()) {
        size = Math.multiplyExact(size, length);
      }
    } catch (ArithmeticException e) {
      size = -1;
    }
    if (size != tensor.end() - tensor.begin()) {
      throw new ModelFormatException(
          file,
          "damaged: tensor %s of shape %s stands in %d bytes"
              .formatted(tensor.name(), tensor.shape(), tensor.end() - tensor.begin()));
    }
  }

  private ModelFormatException wrongType(Tensor tensor, String needed) {
    return new ModelFormatException(
        file,
        "tensor %s holds %s where this version reads %s"
            .formatted(tensor.name(), tensor.type(), needed));
  }

  /** There is a tensor for each block of a vector, of its shape. */
  void require(String prefix, Layout layout) {
    for (Block block : layout.blocks()) {
      require(Tensor.of(prefix + block.name(), block, 0));
    }
  }

  /** There is a tensor of this name, type and shape. */
  void require(Tensor needed) {
    Tensor found = tensors.get(needed.name());
    if (found == null) {
      throw new ModelFormatException(file, "damaged: tensor " + needed.name() + " is missing");
    }
    if (!found.type().equals(needed.type())) {
      throw wrongType(found, needed.type());
    }
    if (!found.shape().equals(needed.shape())) {
      throw new ModelFormatException(
          file,
          "damaged: tensor %s has the shape %s where the %s needs %s"
              .formatted(needed.name(), found.shape(), kind, needed.shape()));
    }
    others.remove(needed.name());
  }

  /** There are no tensors but those that were required. */
  void requireNoOthers() {
    if (!others.isEmpty()) {
      throw new ModelFormatException(
          file, "damaged: tensor %s is none of the %s's".formatted(others.first(), kind));
    }
  }

  /** Parameters are finite numbers. */
  void requireFinite(String prefix, Parameters parameters) {
    for (int i = 0; i < parameters.size(); i++) {
      if (!Float.isFinite(parameters.values()[i])) {
        throw holds(prefix, parameters, i);
      }
    }
  }

  /** An optimiser's memory may overflow, after which it moves nothing, but no number is NaN. */
  void requireNumbers(String prefix, Parameters moments) {
    for (int i = 0; i < moments.size(); i++) {
      if (Float.isNaN(moments.values()[i])) {
        throw holds(prefix, moments, i);
      }
    }
  }

  private ModelFormatException holds(String prefix, Parameters vector, int index) {
    Block block = vector.layout().at(index);
    return holds(prefix + block.name(), vector.values()[index], index - block.offset());
  }

  /** All entries of a table are finite numbers. */
  void requireFinite(TableTensor table) {
    requireFinite(table, table.columns());
  }

  /** The entries of a table's first columns are finite numbers. */
  void requireFinite(TableTensor table, int columns) {
    for (int row = 0; row < table.rows(); row++) {
      for (int column = 0; column < columns; column++) {
        if (!Double.isFinite(table.get(row, column))) {
          throw holds(table.name(), table.get(row, column), row * table.columns() + column);
        }
      }
    }
  }

  private ModelFormatException holds(String name, Object value, int index) {
    return new ModelFormatException(
        file,
        "damaged: tensor %s holds %s at position %d (counted from 1)"
            .formatted(name, value, index + 1));
  }
}
