package dev.elbo.paper.baseline;

import dev.elbo.data.RowReader;
import dev.elbo.distribution.Reparameterization;
import dev.elbo.linalg.Matrix;
import dev.elbo.model.Decoder;
import dev.elbo.model.Encoder;
import dev.elbo.model.Vae;
import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;

/** Both phases of {@link WakeSleep} for one minibatch, in one room. */
final class WakeSleepStep implements MinibatchStep {
  private final Vae vae;
  private final RowReader training;
  private final long seed;
  private final MapAscent ascent;
  private final Matrix x;
  private final Matrix seen;
  private final Matrix noise;
  private final Matrix z;
  private final Encoder.Trace encoder;
  private final Decoder.Trace decoder;
  private final Fantasies fantasies;
  private final GenerativeUpdate generative;
  private final RecognitionUpdate recognition;
  private final RandomStream random = RandomStream.of(0, Purpose.TRAINING_NOISE, 0, 0);

  WakeSleepStep(Vae vae, RowReader training, int rows, long seed, MapAscent ascent) {
    this.vae = vae;
    this.training = training;
    this.seed = seed;
    this.ascent = ascent;
    x = Matrix.zeros(rows, vae.dataSize());
    seen = Matrix.zeros(rows, vae.dataSize());
    noise = Matrix.zeros(rows, vae.latentSize());
    z = Matrix.zeros(rows, vae.latentSize());
    encoder = vae.encoder().trace(rows);
    decoder = vae.decoder().trace(rows);
    fantasies = new Fantasies(vae.decoder().likelihood());
    generative = new GenerativeUpdate(vae, x, z, decoder, ascent);
    recognition = new RecognitionUpdate(vae, seen, z, encoder, ascent);
  }

  @Override
  public void run(int[] order, int from, long step) {
    training.read(order, from, from + x.rows(), step, random, x);
    wake(from, step);
    sleep(step);
  }

  private void wake(int from, long step) {
    fantasies.alike(x, seed, step, from, random, seen);
    vae.encoder().forward(ascent.weights(), seen, encoder);
    for (int i = 0; i < noise.rows(); i++) {
      fillGaussian(Purpose.TRAINING_NOISE, step, (long) from + i, noise, i);
    }
    Reparameterization.draw(encoder.mean(), encoder.deviation(), noise, 1, z);
    generative.climb(step);
  }

  private void sleep(long step) {
    for (int i = 0; i < z.rows(); i++) {
      fillGaussian(Purpose.PRIOR_SAMPLE, step, i, z, i);
    }
    vae.decoder().forward(ascent.weights(), z, decoder);
    fantasies.draw(decoder.outputs(), seed, step, random, seen);
    recognition.climb(step);
  }

  private void fillGaussian(Purpose purpose, long step, long place, Matrix target, int row) {
    random.restart(seed, purpose, step, place);
    random.fillGaussian(target.array(), target.at(row, 0), target.columns());
  }
}
