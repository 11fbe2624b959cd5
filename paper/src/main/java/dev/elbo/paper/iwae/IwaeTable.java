package dev.elbo.paper.iwae;

import static dev.elbo.paper.data.PaperSet.BINARIZED_MNIST;
import static dev.elbo.paper.data.PaperSet.DIGITS;
import static dev.elbo.paper.data.PaperSet.MNIST;
import static dev.elbo.paper.iwae.Binarized.FIXED;
import static dev.elbo.paper.iwae.Binarized.STOCHASTIC;
import static dev.elbo.paper.iwae.Method.DREG_50;
import static dev.elbo.paper.iwae.Method.IWAE_5;
import static dev.elbo.paper.iwae.Method.IWAE_50;
import static dev.elbo.paper.iwae.Method.VAE;

import dev.elbo.data.DataCache;
import dev.elbo.paper.data.PaperSet;
import dev.elbo.paper.frame.Budget;
import dev.elbo.paper.frame.Experiment;
import dev.elbo.paper.frame.Part;
import dev.elbo.paper.frame.Report;
import dev.elbo.paper.frame.Results;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The table of {@code IWAE}: −log p(x) of the test part, by L_5000, of models of one stochastic
 * layer trained by one draw, by 5 and by 50, with the gradient of {@code DReG} beside.
 */
public final class IwaeTable implements Experiment {
  private static final long SEED = 1;

  /** What all rows of a budget have in common. */
  private record Common(
      List<Integer> hidden, int latents, int minibatch, double stepSize, int testDraws) {

    IwaePart row(Binarized binarized, PaperSet set, Method method, int epochs) {
      return new IwaePart(
          set,
          binarized,
          method,
          hidden,
          latents,
          epochs,
          minibatch,
          stepSize,
          method.precision(),
          testDraws,
          SEED);
    }
  }

  private static final Common SMALL = new Common(List.of(16, 16), 5, 50, 0.002, 20);
  private static final Common PAPER = new Common(List.of(200, 200), 50, 20, 0.001, 5000);

  /** Fixed rows are learnt by heart, so they need fewer epochs. The longest of those first. */
  private static List<IwaePart> rows(Budget budget) {
    return switch (budget) {
      case TRIAL ->
          List.of(
              SMALL.row(STOCHASTIC, DIGITS, DREG_50, 3),
              SMALL.row(STOCHASTIC, DIGITS, VAE, 10),
              SMALL.row(FIXED, DIGITS, VAE, 10),
              SMALL.row(STOCHASTIC, DIGITS, IWAE_50, 3),
              SMALL.row(STOCHASTIC, DIGITS, IWAE_5, 10),
              SMALL.row(FIXED, DIGITS, DREG_50, 3),
              SMALL.row(FIXED, DIGITS, IWAE_50, 3),
              SMALL.row(FIXED, DIGITS, IWAE_5, 10));
      case QUICK ->
          List.of(
              PAPER.row(STOCHASTIC, MNIST, DREG_50, 250),
              PAPER.row(STOCHASTIC, MNIST, VAE, 1500),
              PAPER.row(FIXED, BINARIZED_MNIST, VAE, 300),
              PAPER.row(STOCHASTIC, MNIST, IWAE_50, 250),
              PAPER.row(STOCHASTIC, MNIST, IWAE_5, 600),
              PAPER.row(FIXED, BINARIZED_MNIST, DREG_50, 150),
              PAPER.row(FIXED, BINARIZED_MNIST, IWAE_50, 150),
              PAPER.row(FIXED, BINARIZED_MNIST, IWAE_5, 200));
      case FULL ->
          List.of(
              PAPER.row(STOCHASTIC, MNIST, DREG_50, 3280),
              PAPER.row(STOCHASTIC, MNIST, VAE, 3280),
              PAPER.row(FIXED, BINARIZED_MNIST, VAE, 3280),
              PAPER.row(STOCHASTIC, MNIST, IWAE_50, 3280),
              PAPER.row(STOCHASTIC, MNIST, IWAE_5, 3280),
              PAPER.row(FIXED, BINARIZED_MNIST, DREG_50, 3280),
              PAPER.row(FIXED, BINARIZED_MNIST, IWAE_50, 3280),
              PAPER.row(FIXED, BINARIZED_MNIST, IWAE_5, 3280));
    };
  }

  @Override
  public String name() {
    return "iwae";
  }

  @Override
  public String title() {
    return "IWAE: test likelihoods of the 784–200–200–50 network on binarised MNIST";
  }

  @Override
  public Set<PaperSet> sets(Budget budget) {
    return rows(budget).stream().map(IwaePart::set).collect(Collectors.toSet());
  }

  @Override
  public List<Part> parts(Budget budget, DataCache data) {
    return rows(budget).stream().map(row -> row.part(data)).toList();
  }

  @Override
  public Report report(Budget budget, Results results) {
    return new IwaeReport(rows(budget), results).report();
  }
}
