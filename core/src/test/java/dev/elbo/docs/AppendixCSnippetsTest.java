package dev.elbo.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.DiagonalGaussian;
import dev.elbo.distribution.Likelihood;
import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.linalg.Matrix;
import dev.elbo.model.Architecture;
import dev.elbo.model.Draws;
import dev.elbo.model.Vae;
import dev.elbo.nn.Activation;
import dev.elbo.nn.Parameters;
import dev.elbo.nn.Weights;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The Java of {@code docs/appendix-c.md}: it compiles, runs, and stands there as it stands here.
 */
class AppendixCSnippetsTest {
  private static final String PAGE = Pages.read("docs/appendix-c.md");

  @Test
  void everyBlockOfTheLayout() {
    // page: layers
    Vae vae = Vae.of(Architecture.of(DiagonalGaussian.of(784), List.of(500), 20));
    List<String> blocks =
        vae.layout().blocks().stream()
            .map(b -> "%-28s %3d × %d".formatted(b.name(), b.rows(), b.columns()))
            .toList();
    // end
    assertThat(Pages.blocks(PAGE, "text")).contains(String.join("\n", blocks) + "\n");
  }

  @Test
  void bernoulliFromLogits() {
    // page: Bernoulli
    Likelihood bernoulli = new Bernoulli(2);
    Matrix h = Matrix.view(1, 2, new float[] {1.6453f, -2.4679f}, 0); // decoder.logits
    Matrix x = Matrix.view(1, 2, new float[] {1, 0}, 0);
    double[] logProb = new double[1];
    bernoulli.logProbAndGradient(h, x, 1, new float[bernoulli.scratchRows()][2], logProb);
    // end
    assertThat(logProb[0]).isCloseTo(-0.2578, within(1e-4));
    assertThat((double) h.get(0, 0)).isCloseTo(0.1617, within(1e-4));
    assertThat((double) h.get(0, 1)).isCloseTo(-0.0781, within(1e-4));
  }

  @Test
  void gaussianFromBothHeads() {
    // page: Gaussian
    Likelihood gaussian = DiagonalGaussian.of(2);
    float[] heads = {0.8226f, 0.4113f, -1.6453f, -0.8226f}; // decoder.mean, decoder.log_variance
    Matrix h = Matrix.view(1, 4, heads, 0);
    Matrix x = Matrix.view(1, 2, new float[] {1, 0}, 0);
    double[] logProb = new double[1];
    gaussian.logProbAndGradient(h, x, 1, new float[gaussian.scratchRows()][2], logProb);
    // end
    assertThat(logProb[0]).isCloseTo(-0.8780, within(1e-4));
    assertThat((double) heads[0]).isCloseTo(0.9193, within(5e-4));
    assertThat((double) heads[1]).isCloseTo(-0.9363, within(5e-4));
    assertThat((double) heads[2]).isCloseTo(-0.4185, within(1e-4));
    assertThat((double) heads[3]).isCloseTo(-0.3074, within(1e-4));
  }

  @Test
  void wholeBound() {
    // page: bound
    Vae vae =
        Vae.of(
            new Architecture(
                new Bernoulli(2),
                List.of(1),
                1,
                Activation.TANH,
                Architecture.Weights.SEPARATE,
                LogVarianceBounds.NONE));
    Parameters p = Parameters.zeros(vae.layout());
    float[] encoder = {0.5f, -1, 0, 2, 0, -1, -1}; // hidden.0, mean, log_variance
    float[] decoder = {1, 0, 2, -3, 0, 0}; // hidden.0, logits
    System.arraycopy(encoder, 0, p.values(), 0, encoder.length);
    System.arraycopy(decoder, 0, p.values(), encoder.length, decoder.length);

    Draws draws = new Draws(vae, 1, 1); // room for one row with one draw of z
    draws.x().set(0, 0, 1);
    draws.x().set(0, 1, 0);
    draws.noise().set(0, 0, 0.5f);
    Weights w = Weights.of(p);
    draws.encode(w);
    draws.decode(w, Draws.Mode.VALUE);
    double bound = draws.logPx(0) - draws.divergence(0);
    // end
    assertThat(bound).isCloseTo(-1.0318, within(1e-4));
    assertThat(encoder.length + decoder.length).isEqualTo(p.size());
  }

  @Test
  void pageShowsThisCode() {
    String source = Pages.read(Pages.TESTS + "/dev/elbo/docs/AppendixCSnippetsTest.java");
    Matcher marked =
        Pattern.compile("^ *// page: .*?\n(.*?)^ *// end$", Pattern.MULTILINE | Pattern.DOTALL)
            .matcher(source);
    List<String> snippets =
        marked.results().map(r -> r.group(1).stripTrailing().stripIndent() + "\n").toList();
    assertThat(snippets).hasSize(4);
    assertThat(Pages.blocks(PAGE, "java")).isEqualTo(snippets);
  }
}
