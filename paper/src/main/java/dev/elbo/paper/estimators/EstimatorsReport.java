package dev.elbo.paper.estimators;

import dev.elbo.paper.frame.Report;
import dev.elbo.paper.frame.Results;
import dev.elbo.paper.frame.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the parts of {@link Estimators} add up to. */
record EstimatorsReport(List<VariancePart> variances, List<BoundPart> bounds, Results results) {

  Report report() {
    VarianceReport variance =
        new VarianceReport(variances, join(variances.stream().map(VariancePart::name).toList()));
    BoundReport bound =
        new BoundReport(bounds, join(bounds.stream().map(BoundPart::name).toList()));
    Map<String, Table> tables = new LinkedHashMap<>();
    tables.put("variance", variance.variance());
    tables.put("bound", bound.bound());
    Map<String, Report.Picture> pictures = new LinkedHashMap<>();
    pictures.put("variance", variance::picture);
    pictures.put("bound", bound::picture);
    return new Report(
        tables,
        pictures,
        "### Variance of the gradient\n\n"
            + "Σ Var(gᵢ) over all parameters, of the gradient of the mean bound of a minibatch of"
            + " 100 rows, in nats²; L = 1, the same noise for both estimators. The paper says that"
            + " SGVB-B typically has less variance, and gives no figures.\n\n"
            + variance.totals()
            + "\nBlock by block after the last stage; the decoder's gradient is one and the"
            + " same.\n\n"
            + variance.blocks()
            + "\n### The bound by draws\n\n"
            + "L_k in nats, mean over test rows, ± what the draws leave uncertain for these"
            + " rows.\n\n"
            + bound.table(),
        List.of(
            "Neither paper shows these curves: they are what its words about them come to.",
            "For the bound by draws rows are binarised at random, anew at each use."));
  }

  private Table join(List<String> names) {
    Map<String, Table> tables = new LinkedHashMap<>();
    names.forEach(name -> tables.put(name, results.table(name)));
    return Table.join(tables);
  }
}
