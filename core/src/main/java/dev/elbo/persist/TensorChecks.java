package dev.elbo.persist;

import dev.elbo.model.Vae;
import dev.elbo.nn.Block;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the tensors of a model file must be, before any of them is read. */
final class TensorChecks {
  private TensorChecks() {}

  /** The tensors are float32 and fill {@code dataBytes} without gap or overlap. */
  static void requireContiguous(Path file, Collection<Tensor> tensors, long dataBytes) {
    List<Tensor> inOrder = new ArrayList<>(tensors);
    inOrder.sort(Comparator.comparingLong(Tensor::begin).thenComparingLong(Tensor::end));
    long position = 0;
    for (Tensor tensor : inOrder) {
      if (tensor.begin() != position || tensor.end() < tensor.begin()) {
        throw new ModelFormatException(
            file,
            "damaged: tensor %s stands at bytes %d to %d of the data where byte %d is next"
                .formatted(tensor.name(), tensor.begin(), tensor.end(), position));
      }
      requireSize(file, tensor);
      position = tensor.end();
    }
    if (position != dataBytes) {
      throw new ModelFormatException(
          file,
          "damaged or cut off: the header describes %d bytes of tensors, the file holds %d"
              .formatted(position, dataBytes));
    }
  }

  private static void requireSize(Path file, Tensor tensor) {
    if (!tensor.type().equals(Tensor.FLOAT32)) {
      throw new ModelFormatException(
          file,
          "tensor %s holds %s where this version reads %s"
              .formatted(tensor.name(), tensor.type(), Tensor.FLOAT32));
    }
    long size = Float.BYTES;
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

  /** The tensors are those of a model, each of its shape, and no others. */
  static void requireTensorsOf(Path file, Vae vae, Map<String, Tensor> tensors) {
    Set<String> others = new HashSet<>(tensors.keySet());
    for (Block block : vae.layout().blocks()) {
      List<Long> found = find(file, tensors, block).shape();
      List<Long> needed = Tensor.of(block).shape();
      if (!found.equals(needed)) {
        throw new ModelFormatException(
            file,
            "damaged: tensor %s has the shape %s where the model needs %s"
                .formatted(block.name(), found, needed));
      }
      others.remove(block.name());
    }
    if (!others.isEmpty()) {
      throw new ModelFormatException(
          file, "damaged: tensor %s is none of the model's".formatted(Collections.min(others)));
    }
  }

  static Tensor find(Path file, Map<String, Tensor> tensors, Block block) {
    Tensor tensor = tensors.get(block.name());
    if (tensor == null) {
      throw new ModelFormatException(file, "damaged: tensor " + block.name() + " is missing");
    }
    return tensor;
  }
}
