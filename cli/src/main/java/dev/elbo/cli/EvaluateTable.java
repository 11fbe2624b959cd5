package dev.elbo.cli;

import dev.elbo.TableEvaluation;
import dev.elbo.TableEvaluation.ColumnFigures;
import dev.elbo.TableEvaluator;
import dev.elbo.TableModel;
import dev.elbo.cli.option.CommonOptions;
import dev.elbo.cli.option.TableRows;
import dev.elbo.cli.score.Labels;
import dev.elbo.cli.text.Labelled;
import dev.elbo.eval.RankingFigures;
import dev.elbo.picture.text.Numbers;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** {@code elbo evaluate} of a model of a table. */
final class EvaluateTable {
  private EvaluateTable() {}

  /**
   * Evaluates and prints.
   *
   * @param label the column that names anomalies, if any does
   */
  static void run(
      TableModel model, TableRows rows, @Nullable String label, boolean json, CommonOptions common)
      throws IOException {
    Optional<Labels> labels =
        Optional.ofNullable(label).map(word -> Labels.read(rows.table(), word));
    TableEvaluator evaluator = new TableEvaluator(model);
    List<Double> strangeness = new ArrayList<>();
    rows.forEach(
        block -> strangeness.addAll(model.strangeness(block, evaluator.add(block)).values()));
    rows.sayUnseen(common.err());
    TableEvaluation figures = evaluator.finish();
    Optional<RankingFigures> ranking = labels.map(found -> ranking(strangeness, found));
    if (json) {
      common.out().println(Figures.text(json(rows.table().name(), figures, ranking)));
    } else {
      print(common.out(), rows, figures, ranking);
    }
  }

  private static RankingFigures ranking(List<Double> strangeness, Labels labels) {
    return RankingFigures.of(
        strangeness.stream().mapToDouble(value -> value).toArray(), labels.anomalies());
  }

  private static void print(
      PrintWriter out, TableRows rows, TableEvaluation e, Optional<RankingFigures> ranking) {
    out.println(
        Labelled.line(
            "data", "%s   %s".formatted(rows.table().name(), Numbers.rows(rows.count()))));
    out.println(
        Labelled.line(
            "log p(x)",
            "%s ± %s nats per row   importance sampling, %d draws a row; ± over rows"
                .formatted(
                    Numbers.fixed(e.logLikelihood(), 2),
                    Numbers.fixed(e.logLikelihoodRowError(), 2),
                    TableModel.SCORE_SAMPLES)));
    out.println(
        Labelled.line(
            "bound",
            "%s nats per row = reconstruction %s − KL %s"
                .formatted(
                    Numbers.fixed(e.bound(), 2),
                    Numbers.fixed(e.reconstruction(), 2),
                    Numbers.fixed(e.reconstruction() - e.bound(), 2))));
    ranking.ifPresent(
        r ->
            out.println(
                Labelled.line(
                    "label",
                    "ROC AUC %s   average precision %s   of strangeness; %s of %s are anomalies"
                        .formatted(
                            Numbers.fixed(r.rocAuc(), 4),
                            Numbers.fixed(r.averagePrecision(), 4),
                            Numbers.whole(r.positives()),
                            Numbers.rows(r.rows())))));
    String before = "columns";
    for (ColumnFigures column : e.columns()) {
      out.println(Labelled.line(before, line(column)));
      before = "";
    }
    out.println(
        Labelled.line(
            "", "log-densities of numbers depend on their unit; levels have probabilities"));
  }

  private static String line(ColumnFigures column) {
    String line =
        "%-24s log p %s".formatted(column.name(), Numbers.fixed(column.contribution(), 2));
    return column.coverage50().isEmpty()
        ? line
        : line
            + "   %s %% in its 50 %% interval, %s %% in its 90 %%"
                .formatted(percent(column.coverage50()), percent(column.coverage90()));
  }

  private static String percent(OptionalDouble share) {
    return Numbers.fixed(100 * share.orElseThrow(), 1);
  }

  private static Map<String, @Nullable Object> json(
      String data, TableEvaluation e, Optional<RankingFigures> ranking) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("data", data);
    json.put("rows", e.rows());
    json.put("logLikelihood", Figures.number(e.logLikelihood()));
    json.put("logLikelihoodRowError", Figures.number(e.logLikelihoodRowError()));
    json.put("elbo", Figures.number(e.bound()));
    json.put("reconstruction", Figures.number(e.reconstruction()));
    json.put("kl", Figures.number(e.reconstruction() - e.bound()));
    ranking.ifPresent(
        r -> {
          json.put("rocAuc", r.rocAuc());
          json.put("averagePrecision", r.averagePrecision());
          json.put("anomalies", r.positives());
        });
    List<Map<String, @Nullable Object>> columns = new ArrayList<>();
    for (ColumnFigures column : e.columns()) {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      object.put("name", column.name());
      object.put("logLikelihood", Figures.number(column.contribution()));
      column.coverage50().ifPresent(share -> object.put("coverage50", share));
      column.coverage90().ifPresent(share -> object.put("coverage90", share));
      columns.add(object);
    }
    json.put("columns", columns);
    return json;
  }
}
