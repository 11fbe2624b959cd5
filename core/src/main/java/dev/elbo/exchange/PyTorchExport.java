package dev.elbo.exchange;

import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.MixedLikelihood;
import dev.elbo.linalg.Matrix;
import dev.elbo.model.Architecture;
import dev.elbo.model.Vae;
import dev.elbo.nn.Block;
import dev.elbo.nn.Parameters;
import dev.elbo.persist.StoredModel;
import dev.elbo.persist.TensorFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Models as safetensors files of a PyTorch module's {@code state_dict}, float32. A matrix that the
 * decoder shares with the encoder is written twice, transposed.
 *
 * <p>What PyTorch does with the numbers must be what Elbo does: docs/pytorch.md has the module,
 * with the smooth bounds on log σ².
 */
public final class PyTorchExport {
  private PyTorchExport() {}

  /**
   * The names that a model's tensors have where no others are given: {@link
   * LayerNames#PYTORCH_EXAMPLE} of one hidden layer and a Bernoulli decoder, else Elbo's own.
   *
   * @throws IllegalArgumentException where columns have families of their own
   */
  public static LayerNames usualNames(Architecture architecture) {
    if (architecture.likelihood() instanceof MixedLikelihood) {
      throw new IllegalArgumentException(
          "the columns of this model have families of their own; the layout of PyTorch is for models"
              + " with a Bernoulli or a Gaussian decoder");
    }
    return architecture.likelihood() instanceof Bernoulli && architecture.hidden().size() == 1
        ? LayerNames.PYTORCH_EXAMPLE
        : LayerNames.own(blockNames(Vae.of(untied(architecture))));
  }

  /**
   * Writes a model, whole or not at all.
   *
   * @throws IllegalArgumentException where names are missing or too many for the model
   */
  public static void write(Path file, StoredModel model, LayerNames names) throws IOException {
    StoredModel untied = untied(model);
    Set<String> needed = new TreeSet<>(blockNames(untied.vae()));
    requireNone("has more tensors than those that are named", needed, names.ours(), model);
    requireNone("does not have all that is named", names.ours(), needed, model);
    TensorFile.write(file, untied, name -> names.of(name).orElseThrow());
  }

  private static void requireNone(
      String problem, Set<String> all, Set<String> without, StoredModel model) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(without);
    if (!rest.isEmpty()) {
      throw new IllegalArgumentException(
          "a model %s %s: %s"
              .formatted(model.vae().architecture().widths(), problem, String.join(", ", rest)));
    }
  }

  private static List<String> blockNames(Vae vae) {
    return vae.layout().blocks().stream().map(Block::name).toList();
  }

  private static Architecture untied(Architecture a) {
    return new Architecture(
        a.likelihood(),
        a.hidden(),
        a.latentSize(),
        a.activation(),
        Architecture.Weights.SEPARATE,
        a.encoderBounds());
  }

  private static StoredModel untied(StoredModel model) {
    if (model.vae().architecture().weights() == Architecture.Weights.SEPARATE) {
      return model;
    }
    Vae vae = Vae.of(untied(model.vae().architecture()));
    Parameters parameters = Parameters.zeros(vae.layout());
    Map<String, Block> own =
        model.vae().layout().blocks().stream().collect(Collectors.toMap(Block::name, b -> b));
    Block shared = model.vae().encoder().trunk().layers().get(0).weight();
    for (Block block : vae.layout().blocks()) {
      Block source = own.get(block.name());
      Matrix numbers =
          source == null
              ? model.parameters().matrix(shared).transposed()
              : model.parameters().matrix(source);
      System.arraycopy(
          numbers.array(), numbers.at(0, 0), parameters.values(), block.offset(), block.size());
    }
    return new StoredModel(vae, parameters, model.data(), model.training());
  }
}
