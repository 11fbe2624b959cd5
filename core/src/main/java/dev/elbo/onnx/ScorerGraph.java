package dev.elbo.onnx;

import dev.elbo.distribution.MixedLikelihood;
import dev.elbo.model.Vae;
import java.util.List;
import java.util.Optional;

/**
 * Scores of rows: log p(x) by importance sampling with one fixed set of noise vectors ({@code IWAE
 * eq. 8}), and of each column Σₗ w̃ₗ log p(x_d | zₗ), w̃ the weights of the draws, whose sum is 1.
 */
final class ScorerGraph {
  private final OnnxModel model;
  private final Noise noise;
  private final Graph graph = new Graph();

  private ScorerGraph(OnnxModel model, Noise noise) {
    this.model = model;
    this.noise = noise;
  }

  static Graph of(OnnxModel model, Noise noise) {
    ScorerGraph scorer = new ScorerGraph(model, noise);
    scorer.build();
    return scorer.graph;
  }

  private void build() {
    Vae vae = model.vae();
    List<ColumnGroup> groups = ColumnGroup.of(vae.architecture().likelihood());
    Layers layers = new Layers(graph, vae, model.parameters());
    RowsGraph rows = RowsGraph.add(graph, model, groups, layers);
    Value z = draws(rows);
    Outputs outputs = new Outputs(layers, z.reshaped(-1, vae.latentSize()), -1, noise.draws());
    List<Value> terms = groups.stream().map(group -> logProb(group, rows.x(), outputs)).toList();
    Value logWeight =
        terms.stream().map(term -> term.sum(2)).reduce(logPrior(z, rows), Value::plus);
    Value largest = logWeight.largest(1);
    Value weight = logWeight.minus(largest).exp();
    Value sum = weight.sumKept(1);
    Value logLikelihood = largest.plus(sum.log()).minus(Math.log(noise.draws()));
    Value share = weight.over(sum).withAxis(1);
    Pieces contributions = new Pieces(vae.dataSize());
    for (int i = 0; i < terms.size(); i++) {
      ColumnGroup group = groups.get(i);
      Value mean = share.matrixProduct(terms.get(i)).reshaped(-1, group.size());
      contributions.add(mean, group.columns());
    }
    finish(rows, logLikelihood, contributions.joined());
  }

  /** z = μ + σε, (rows × draws × latents). */
  private Value draws(RowsGraph rows) {
    int latents = model.vae().latentSize();
    Value epsilon = graph.constant("noise", noise.values(), 0, 1, noise.draws(), latents);
    Value deviation = rows.logVariance().times(0.5).exp();
    return rows.mean().withAxis(1).plus(deviation.withAxis(1).times(epsilon));
  }

  /** log p(z) − log q(z|x) = ½ (Σ log σ² + Σ ε² − Σ z²), (rows × draws). */
  private Value logPrior(Value z, RowsGraph rows) {
    Value squares = z.as(ElementType.DOUBLE).squared().sum(2);
    Value logVariances = rows.logVariance().as(ElementType.DOUBLE).sumKept(1);
    Value noiseSquares = graph.constant(noise.squares());
    return logVariances.plus(noiseSquares).minus(squares).times(0.5);
  }

  /** log p(x_d | z) of a group's columns, (rows × draws × columns), 0 where a cell is missing. */
  private Value logProb(ColumnGroup group, Value x, Outputs outputs) {
    FamilyFormula formula = FamilyFormula.of(group);
    Value cells = x.columns(group.columns()).as(ElementType.DOUBLE).withAxis(1);
    if (!(model.vae().architecture().likelihood() instanceof MixedLikelihood)) {
      return formula.logProb(cells, outputs);
    }
    Value missing = cells.isMissing();
    return missing.choose(0, formula.logProb(missing.choose(0, cells), outputs));
  }

  private void finish(RowsGraph rows, Value logLikelihood, Value contributions) {
    Value check = rows.check().as(ElementType.DOUBLE);
    Value total = logLikelihood.plus(check);
    Value parts = contributions.plus(check);
    Optional<Value> logJacobian = rows.logJacobian();
    if (logJacobian.isPresent()) {
      total = total.plus(logJacobian.get().sumKept(1));
      parts = parts.plus(logJacobian.get());
    }
    graph.output(
        "log_likelihood",
        total.reshaped(-1),
        "log p(x) in nats, higher is better, from %d draws of z".formatted(noise.draws()));
    graph.output(
        "contributions",
        parts,
        "what each column adds to log p(x|z) in nats, its draws of z weighed by their importance;"
            + " 0 where a cell is missing",
        model.vae().dataSize());
  }
}
