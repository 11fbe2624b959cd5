package dev.elbo.onnx;

import dev.elbo.data.Binarization;
import dev.elbo.data.DataDescription;
import dev.elbo.distribution.ColumnSupport;
import dev.elbo.distribution.Likelihood;
import dev.elbo.distribution.MixedLikelihood;
import dev.elbo.model.Architecture;
import java.util.List;
import java.util.Optional;

/**
 * Rows and q(z|x) of each, in a graph: where encoder and scorer begin.
 *
 * @param x (rows × columns), as the model is given it
 * @param logJacobian of the preprocessing, where there is one
 * @param check (rows × 1), to be added to results
 * @param mean μ, (rows × latents), checked
 * @param logVariance log σ², (rows × latents), checked
 */
record RowsGraph(Value x, Optional<Value> logJacobian, Value check, Value mean, Value logVariance) {

  static RowsGraph add(Graph graph, OnnxModel model, List<ColumnGroup> groups, Layers layers) {
    Architecture architecture = model.vae().architecture();
    List<TableColumn> columns = model.columns();
    if (!columns.isEmpty()) {
      Rows rows = TableInputs.add(graph, columns, model.trainingRows());
      Value check = RowCheck.of(groups, true, rows.x());
      return encode(architecture, groups, layers, rows.x(), Optional.of(rows.logJacobian()), check);
    }
    Value input = input(graph, model.data());
    Likelihood likelihood = architecture.likelihood();
    Value check = RowCheck.of(groups, likelihood instanceof MixedLikelihood, input);
    Value x = input;
    if (model.data().binarization() == Binarization.THRESHOLD) {
      check = check.plus(RowCheck.within(ColumnSupport.UNIT_INTERVAL, false, input));
      x = input.isNotLess(0.5).as(ElementType.FLOAT);
    }
    return encode(architecture, groups, layers, x, Optional.empty(), check);
  }

  private static Value input(Graph graph, DataDescription data) {
    String scale = data.scale() == 1 ? "" : ", bytes divided by %s".formatted(data.scale());
    return graph.input("x", ElementType.FLOAT, "the columns of a row" + scale, data.columns());
  }

  private static RowsGraph encode(
      Architecture architecture,
      List<ColumnGroup> groups,
      Layers layers,
      Value x,
      Optional<Value> logJacobian,
      Value check) {
    Value inputs = EncoderInputs.of(architecture.likelihood(), groups, x);
    Value hidden = layers.hidden("encoder", inputs);
    Value raw = layers.linear("encoder.log_variance", hidden).as(ElementType.DOUBLE);
    Value logVariance = Maths.bounded(raw, architecture.encoderBounds()).as(ElementType.FLOAT);
    return new RowsGraph(
        x,
        logJacobian,
        check,
        layers.linear("encoder.mean", hidden).plus(check),
        logVariance.plus(check));
  }
}
