package dev.elbo.paper.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.eval.Evaluation;
import dev.elbo.eval.Evaluator;
import dev.elbo.model.Vae;
import dev.elbo.nn.Block;
import dev.elbo.nn.Initialization;
import dev.elbo.nn.Parameters;
import dev.elbo.nn.Weights;
import dev.elbo.optim.Adam;
import dev.elbo.optim.Schedule;
import dev.elbo.parallel.Workers;
import dev.elbo.train.TrainOptions;
import org.junit.jupiter.api.Test;

/** Against log p(x) by quadrature, of a decoder that no encoder was learnt with. */
class RecognitionFitTest {
  private final Vae vae = LinearGaussianRows.vae();
  private final LinearGaussianRows rows = new LinearGaussianRows(200, 4);

  private Parameters decoder() {
    Parameters parameters = Parameters.zeros(vae.layout());
    Initialization.PAPER.fill(parameters, 3);
    for (int i = 0; i < parameters.size(); i++) {
      parameters.values()[i] *= 6; // so that x says something about z
    }
    return parameters;
  }

  private static TrainOptions options() {
    return TrainOptions.builder()
        .optimizer(Adam.DEFAULT.withRate(0.01))
        .schedule(new Schedule.Cosine())
        .initialization(Initialization.GLOROT)
        .epochs(500)
        .build();
  }

  private Evaluation evaluate(Parameters parameters) {
    try (Workers workers = new Workers(1)) {
      return Evaluator.of(vae, 200, workers)
          .evaluate(Weights.of(parameters), rows.reader(), 200, 1);
    }
  }

  @Test
  void theBoundComesCloseToTheLikelihoodAndTheDecoderStays() {
    Parameters start = decoder();
    Parameters fitted = RecognitionFit.fit(vae, start, rows.reader(), options());
    for (Block block : vae.layout().blocks()) {
      if (block.name().startsWith("decoder.")) {
        assertThat(fitted.matrix(block).toArray())
            .as(block.name())
            .isDeepEqualTo(start.matrix(block).toArray());
      }
    }
    double exact = rows.logLikelihood(vae, start);
    assertThat(evaluate(start).elbo()).isLessThan(exact - 1);
    assertThat(evaluate(fitted).elbo()).isBetween(exact - 0.1, exact + 0.02);
    assertThat(evaluate(fitted).logLikelihood()).isCloseTo(exact, within(0.02));
  }
}
