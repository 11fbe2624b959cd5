package dev.elbo.onnx;

import dev.elbo.distribution.MixedLikelihood;
import dev.elbo.model.Vae;
import java.util.ArrayList;
import java.util.List;

/**
 * p(x|z) of latent vectors: its parameters in the units of the data. Where columns have families of
 * their own, outputs are called {@code COLUMN.PARAMETER}.
 */
final class DecoderGraph {
  private final List<TableColumn> columns;
  private final Graph graph = new Graph();

  private DecoderGraph(List<TableColumn> columns) {
    this.columns = columns;
  }

  static Graph of(OnnxModel model) {
    DecoderGraph decoder = new DecoderGraph(model.columns());
    decoder.build(model);
    return decoder.graph;
  }

  private void build(OnnxModel model) {
    Vae vae = model.vae();
    Value z = graph.input("z", ElementType.FLOAT, "latent vectors", vae.latentSize());
    Outputs outputs = new Outputs(new Layers(graph, vae, model.parameters()), z, -1);
    List<ColumnGroup> groups = ColumnGroup.of(vae.architecture().likelihood());
    if (vae.architecture().likelihood() instanceof MixedLikelihood mixed) {
      addColumns(mixed, groups, outputs);
      return;
    }
    for (ColumnGroup group : groups) {
      for (Parameter parameter : FamilyFormula.of(group).parameters(outputs)) {
        CellParameter plain = CellParameter.of(parameter.name(), parameter.value(), "x");
        output(plain.name(), plain, group.size());
      }
    }
  }

  private void addColumns(MixedLikelihood mixed, List<ColumnGroup> groups, Outputs outputs) {
    List<List<CellParameter>> byColumn = new ArrayList<>();
    mixed.columns().forEach(column -> byColumn.add(new ArrayList<>()));
    for (ColumnGroup group : groups) {
      for (Parameter parameter : FamilyFormula.of(group).parameters(outputs)) {
        for (int i = 0; i < group.size(); i++) {
          Value own = parameter.value().columns(i).reshaped(-1, group.levels());
          int d = group.columns()[i];
          byColumn.get(d).add(cellParameter(parameter, own, d));
        }
      }
    }
    for (int d = 0; d < byColumn.size(); d++) {
      int levels = ColumnGroup.levels(mixed.columns().get(d));
      for (CellParameter parameter : byColumn.get(d)) {
        output(name(d) + "." + parameter.name(), parameter, levels);
      }
    }
  }

  private String name(int column) {
    return columns.isEmpty() ? "x[%d]".formatted(column) : columns.get(column).name();
  }

  private CellParameter cellParameter(Parameter parameter, Value own, int column) {
    return columns.isEmpty()
        ? CellParameter.of(parameter.name(), own, name(column))
        : CellParameter.of(parameter, own, columns.get(column));
  }

  /** In float32 where graphs are given x, since x is; in double where they are given cells. */
  private void output(String name, CellParameter parameter, int width) {
    ElementType type = columns.isEmpty() ? ElementType.FLOAT : ElementType.DOUBLE;
    graph.output(name, parameter.value().as(type), parameter.description(), width);
  }
}
