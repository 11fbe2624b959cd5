package dev.elbo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.AutoEncoder;
import dev.elbo.Training;
import dev.elbo.data.Binarization;
import dev.elbo.data.DataCache;
import dev.elbo.data.Dataset;
import dev.elbo.data.NamedSet;
import dev.elbo.data.Part;
import dev.elbo.eval.Evaluation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java of the README: it compiles, runs, and stands there as it stands here. */
class ReadmeExampleTest {
  private static final String SOURCE = Pages.TESTS + "/dev/elbo/docs/ReadmeExampleTest.java";

  @TempDir private Path folder;

  @Test
  void trainsSavesLoadsAndUsesAModel() throws IOException {
    Path file = folder.resolve("digits.safetensors");
    // page: README
    Dataset digits = NamedSet.DIGITS.load(Part.TRAIN, DataCache.standard());
    AutoEncoder model =
        Training.on(digits)
            .bernoulli()
            .hidden(256)
            .latent(8)
            .binarization(Binarization.DYNAMIC)
            .run();
    model.save(file);

    AutoEncoder again = AutoEncoder.load(file);
    Dataset test = NamedSet.DIGITS.load(Part.TEST, DataCache.standard());
    float[][] codes = again.encode(test).means(); // 359 rows × 8 latents
    float[][] images = again.decode(codes); // E[x|z], 359 × 64
    float[][] reconstructions = again.reconstruct(test); // the two at once
    float[][] fresh = again.sample(16, AutoEncoder.Sample.MEAN, 1);
    double[] scores = again.logLikelihood(test, 100); // log p(x) of each row, in nats
    Evaluation figures = again.evaluate(test, 100); // elbo(), kl(), logLikelihood(), …
    // end
    assertThat(codes).hasDimensions(359, 8);
    assertThat(images).hasDimensions(359, 64).isDeepEqualTo(reconstructions);
    assertThat(fresh).hasDimensions(16, 64);
    // one probability a pixel for all rows alike, the training mean, gives −27.1
    assertThat(figures.elbo()).isGreaterThan(-24).isLessThan(figures.logLikelihood());
    assertThat(figures.kl()).isPositive();
    assertThat(scores).hasSize(359);
    assertThat(Arrays.stream(scores).average().orElseThrow()).isBetween(-40.0, -10.0);
  }

  @Test
  void theReadmeShowsThisCode() {
    String source = Pages.read(SOURCE);
    int start = source.indexOf("// page: README\n") + "// page: README\n".length();
    String code = source.substring(start, source.indexOf("\n    // end\n")).stripIndent();
    assertThat(Pages.blocks(Pages.read("README.md"), "java")).isEqualTo(List.of(code + "\n"));
  }
}
