package dev.elbo.benchmarks.libtorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.benchmarks.protocol.SyntheticRows;
import dev.elbo.benchmarks.protocol.Workload;
import dev.elbo.data.Binarization;
import dev.elbo.data.Dataset;
import dev.elbo.data.RowReader;
import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.DiagonalGaussian;
import dev.elbo.distribution.Likelihood;
import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.eval.Evaluation;
import dev.elbo.eval.Evaluator;
import dev.elbo.model.Architecture;
import dev.elbo.model.Vae;
import dev.elbo.nn.Activation;
import dev.elbo.nn.Block;
import dev.elbo.nn.Initialization;
import dev.elbo.nn.Parameters;
import dev.elbo.nn.Weights;
import dev.elbo.parallel.Workers;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The peer computes what Elbo computes: the same weights and rows give the same bounds. */
class SameBoundTest {
  private static final int ROWS = 50;
  private static final int DRAWS = 200;

  /** Names of the layers' blocks in Elbo, in the order of {@link Network#layers}. */
  private static final List<List<String>> LAYERS =
      List.of(
          List.of("encoder.hidden.0"),
          List.of("encoder.mean", "encoder.log_variance"),
          List.of("decoder.hidden.0"),
          List.of("decoder.logits", "decoder.mean", "decoder.log_variance"));

  @ParameterizedTest
  @EnumSource
  void boundsAgreeOnFixedWeights(Workload.Decoder decoder) {
    Workload workload =
        new Workload("test", Workload.Task.TRAIN, decoder, 30, 16, 4, ROWS, 1, ROWS);
    Vae vae = Vae.of(architecture(workload));
    Parameters parameters = Parameters.zeros(vae.layout());
    Initialization.PAPER.fill(parameters, 3);
    float[] values = SyntheticRows.of(workload);
    Evaluation elbo;
    try (Workers workers = new Workers(1)) {
      RowReader rows =
          RowReader.of(Dataset.ofFloats("rows", workload.columns(), values), Binarization.NONE, 1);
      elbo = Evaluator.of(vae, DRAWS, workers).evaluate(Weights.of(parameters), rows, DRAWS, 1);
    }
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      torch.manual_seed(1);
      Network network = new Network(workload);
      copy(parameters, network);
      Bounds bounds = new Bounds(network, workload);
      Tensor x = torch.from_blob(new FloatPointer(values), ROWS, workload.columns());
      double sum = 0;
      for (int draw = 0; draw < DRAWS; draw++) {
        sum -= bounds.negativeBound(x).item_double();
      }
      // Over 50 × 200 draws the standard error is about 1e-4 of the bound.
      assertThat(sum / DRAWS).isCloseTo(elbo.elbo(), within(1e-3 * Math.abs(elbo.elbo())));
      double importance = -bounds.negativeImportanceBound(x, DRAWS).item_double();
      assertThat(importance)
          .isCloseTo(elbo.logLikelihood(), within(1e-3 * Math.abs(elbo.logLikelihood())));
    }
  }

  private static Architecture architecture(Workload workload) {
    Likelihood likelihood =
        workload.decoder() == Workload.Decoder.BERNOULLI
            ? new Bernoulli(workload.columns())
            : new DiagonalGaussian(
                workload.columns(),
                DiagonalGaussian.Variance.PER_ROW,
                DiagonalGaussian.MeanRange.REAL,
                LogVarianceBounds.NONE);
    return new Architecture(
        likelihood,
        List.of(workload.hidden()),
        workload.latents(),
        Activation.TANH,
        Architecture.Weights.SEPARATE,
        LogVarianceBounds.NONE);
  }

  /** Elbo's two heads become the upper and the lower half of libtorch's one layer. */
  private static void copy(Parameters from, Network to) {
    LinearImpl[] layers = to.layers();
    for (int i = 0; i < layers.length; i++) {
      long row = 0;
      for (String name : LAYERS.get(i)) {
        Optional<Block> weight = block(from, name + ".weight");
        if (weight.isPresent()) {
          long rows = weight.get().rows();
          Block bias = block(from, name + ".bias").orElseThrow();
          layers[i].weight().narrow(0, row, rows).copy_(tensor(from, weight.get()));
          layers[i].bias().narrow(0, row, rows).copy_(tensor(from, bias).view(-1));
          row += rows;
        }
      }
      assertThat(row).as(LAYERS.get(i).toString()).isEqualTo(layers[i].weight().size(0));
    }
  }

  private static Optional<Block> block(Parameters parameters, String name) {
    return parameters.layout().blocks().stream()
        .filter(block -> block.name().equals(name))
        .findFirst();
  }

  private static Tensor tensor(Parameters parameters, Block block) {
    float[] numbers = new float[block.size()];
    System.arraycopy(parameters.values(), block.offset(), numbers, 0, numbers.length);
    return torch.from_blob(new FloatPointer(numbers), block.rows(), block.columns());
  }
}
