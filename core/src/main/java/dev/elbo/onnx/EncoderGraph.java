package dev.elbo.onnx;

import dev.elbo.model.Vae;
import java.util.List;

/** q(z|x) of rows: μ and log σ². */
final class EncoderGraph {
  private EncoderGraph() {}

  static Graph of(OnnxModel model) {
    Graph graph = new Graph();
    Vae vae = model.vae();
    List<ColumnGroup> groups = ColumnGroup.of(vae.architecture().likelihood());
    Layers layers = new Layers(graph, vae, model.parameters());
    RowsGraph rows = RowsGraph.add(graph, model, groups, layers);
    graph.output("mean", rows.mean(), "mean of q(z|x)", vae.latentSize());
    graph.output(
        "log_variance", rows.logVariance(), "log of the variance of q(z|x)", vae.latentSize());
    return graph;
  }
}
