package dev.elbo.paper.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.distribution.Bernoulli;
import dev.elbo.model.Architecture;
import dev.elbo.model.Vae;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Counted by hand for 784–200–200–50. */
class FlopsTest {
  private static final long ENCODER = 784 * 200 + 200 * 200 + 2 * 200 * 50;
  private static final long DECODER = 50 * 200 + 200 * 200 + 200 * 784;

  private final Flops flops =
      Flops.of(Vae.of(Architecture.of(new Bernoulli(784), List.of(200, 200), 50)));

  @Test
  void forward() {
    assertThat(flops.forward(10, 5000)).isEqualTo(2.0 * 10 * (ENCODER + 5000 * DECODER));
  }

  /** No gradient goes back to the rows themselves. */
  @Test
  void training() {
    long back = ENCODER - 784 * 200 + 50 * DECODER;
    long forward = ENCODER + 50 * DECODER;
    assertThat(flops.training(7, 50)).isEqualTo(2.0 * 7 * (forward + back + forward));
  }
}
