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
import dev.elbo.linalg.Precision;
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
  private record Common(List<Integer> hidden, int latents, Precision precision, int testDraws) {

    IwaePart row(Binarized binarized, PaperSet set, Method method, Stage... stages) {
      return new IwaePart(
          set, binarized, method, hidden, latents, List.of(stages), precision, testDraws, SEED);
    }
  }

  private static final Common SMALL = new Common(List.of(16, 16), 5, Precision.F32, 20);
  private static final Common PAPER = new Common(List.of(200, 200), 50, Precision.BF16, 5000);

  /** Fixed rows are learnt by heart, so they need fewer epochs. The longest of those first. */
  private static List<IwaePart> rows(Budget budget) {
    return switch (budget) {
      case TRIAL -> rows(SMALL, DIGITS, DIGITS, Epochs.TRIAL, Epochs.TRIAL);
      case QUICK -> rows(PAPER, MNIST, BINARIZED_MNIST, Epochs.QUICK, Epochs.QUICK_FIXED);
      case FULL -> rows(PAPER, MNIST, BINARIZED_MNIST, Epochs.FULL, Epochs.FULL);
    };
  }

  private static List<IwaePart> rows(
      Common common, PaperSet grey, PaperSet binary, Epochs stochastic, Epochs fixed) {
    return List.of(
        common.row(STOCHASTIC, grey, DREG_50, stochastic.upTo50()),
        common.row(STOCHASTIC, grey, VAE, stochastic.forOne()),
        common.row(FIXED, binary, VAE, fixed.forOne()),
        common.row(STOCHASTIC, grey, IWAE_50, stochastic.upTo50()),
        common.row(STOCHASTIC, grey, IWAE_5, stochastic.upTo5()),
        common.row(FIXED, binary, DREG_50, fixed.upTo50()),
        common.row(FIXED, binary, IWAE_50, fixed.upTo50()),
        common.row(FIXED, binary, IWAE_5, fixed.upTo5()));
  }

  /**
   * How long the stages last. Those of fifteen and of fifty draws begin where the one before has
   * ended: most of the way is gone where an epoch is cheap.
   *
   * @param one of one draw
   * @param five of five draws
   * @param fifteen of fifteen draws
   * @param fifty of fifty draws
   */
  private record Epochs(int one, int five, int fifteen, int fifty) {
    static final Epochs TRIAL = new Epochs(10, 3, 2, 2);
    static final Epochs QUICK = new Epochs(1200, 700, 350, 80);
    static final Epochs QUICK_FIXED = new Epochs(600, 200, 60, 30);
    static final Epochs FULL = new Epochs(3280, 1000, 1000, 3280);

    Stage[] forOne() {
      return new Stage[] {new Stage(1, one, 200, 0.0015)};
    }

    Stage[] upTo5() {
      return new Stage[] {ofFive()};
    }

    Stage[] upTo50() {
      return new Stage[] {
        ofFive(), new Stage(15, fifteen, 100, 0.001), new Stage(50, fifty, 100, 0.0005)
      };
    }

    private Stage ofFive() {
      return new Stage(5, five, 100, 0.001);
    }
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
