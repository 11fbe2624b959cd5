package dev.elbo.onnx;

import dev.elbo.eval.MarginalLikelihood;
import dev.elbo.linalg.Matrix;
import dev.elbo.model.Draws;
import dev.elbo.model.Vae;
import dev.elbo.nn.Parameters;
import dev.elbo.nn.Weights;
import java.util.stream.IntStream;

/**
 * What the library computes of rows, to be compared with what graphs do.
 *
 * @param mean μ of q(z|x), (rows × latents)
 * @param logVariance log σ² of q(z|x), (rows × latents)
 * @param logLikelihood log p(x) of each row
 * @param contributions (rows × columns)
 */
// Figures are read, not compared.
@SuppressWarnings("ArrayRecordComponent")
record ElboScores(
    float[][] mean, float[][] logVariance, double[] logLikelihood, double[][] contributions) {

  static ElboScores of(Vae vae, Parameters parameters, float[][] x, float[] noise) {
    int draws = noise.length / vae.latentSize();
    Weights weights = Weights.fixed(parameters);
    int rows = x.length;
    ElboScores scores =
        new ElboScores(new float[rows][], new float[rows][], new double[rows], new double[rows][]);
    Draws room = new Draws(vae, 1, draws);
    for (int i = 0; i < rows; i++) {
      System.arraycopy(x[i], 0, room.x().array(), 0, x[i].length);
      System.arraycopy(noise, 0, room.noise().array(), 0, noise.length);
      room.encode(weights);
      room.decode(weights, Draws.Mode.VALUE);
      scores.mean[i] = room.mean().row(0);
      scores.logVariance[i] = room.logVariance().row(0);
      MarginalLikelihood likelihood = new MarginalLikelihood();
      for (int l = 0; l < draws; l++) {
        likelihood.add(room.logWeight(l, 1));
      }
      scores.logLikelihood[i] = likelihood.value();
      scores.contributions[i] = contributions(vae, room);
    }
    return scores;
  }

  private static double[] contributions(Vae vae, Draws room) {
    int draws = room.draws();
    Matrix terms = Matrix.zeros(draws, vae.dataSize());
    vae.decoder()
        .likelihood()
        .columnLogProb(
            room.outputs(), room.x(), draws, vae.decoder().likelihood().scratch(draws), terms);
    double largest =
        IntStream.range(0, draws).mapToDouble(l -> room.logWeight(l, 1)).max().orElseThrow();
    double[] sums = new double[vae.dataSize()];
    double total = 0;
    for (int l = 0; l < draws; l++) {
      double weight = Math.exp(room.logWeight(l, 1) - largest);
      total += weight;
      for (int d = 0; d < sums.length; d++) {
        sums[d] += weight * terms.get(l, d);
      }
    }
    for (int d = 0; d < sums.length; d++) {
      sums[d] /= total;
    }
    return sums;
  }
}
