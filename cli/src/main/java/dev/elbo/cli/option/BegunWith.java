package dev.elbo.cli.option;

import dev.elbo.cli.console.UsageException;
import dev.elbo.data.Part;
import dev.elbo.distribution.DiagonalGaussian;
import dev.elbo.distribution.GaussianColumn;
import dev.elbo.distribution.Likelihood;
import dev.elbo.distribution.MixedLikelihood;
import dev.elbo.model.Architecture;
import dev.elbo.objective.SgvbB;
import dev.elbo.persist.Checkpoint;
import dev.elbo.train.TrainOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * What a run was begun with, in the words of the command line. Whoever goes on with it need repeat
 * nothing, and may repeat what is true.
 */
public final class BegunWith {
  /** Options on which no result depends. */
  private static final Set<String> FREE =
      Set.of("--resume", "--checkpoint-every", "--threads", "--json", "--verbose", "--help");

  /** Where the rows come from, which are compared themselves. */
  private static final Set<String> ROWS =
      Set.of("--query", "--database", "--delimiter", "--header", "--skip-lines", "--encoding");

  private static final String NONE = "none";

  private final Map<String, String> words = new LinkedHashMap<>();

  private BegunWith() {}

  /** The options that would begin the run of a checkpoint, by name. */
  public static BegunWith of(Checkpoint checkpoint) {
    BegunWith begun = new BegunWith();
    begun.addData(checkpoint);
    begun.addModel(checkpoint.vae().architecture());
    begun.addOptions(checkpoint.options(), checkpoint.rows().trainingRows());
    return begun;
  }

  private void addData(Checkpoint checkpoint) {
    StoredSource.parse(checkpoint.rows().source())
        .part()
        .map(Part::lowerCaseName)
        .ifPresent(part -> words.put("--split", part));
    add("--binarize", checkpoint.data().binarization());
    add("--validation", checkpoint.rows().heldOut());
  }

  private void addModel(Architecture a) {
    Likelihood likelihood = a.likelihood();
    boolean gaussian = likelihood instanceof DiagonalGaussian;
    if (!(likelihood instanceof MixedLikelihood)) {
      add("--decoder", gaussian ? DecoderKind.GAUSSIAN : DecoderKind.BERNOULLI);
    }
    add("--variance", variance(likelihood));
    add("--mean-range", likelihood instanceof DiagonalGaussian g ? g.meanRange() : NONE);
    add("--hidden", a.hidden());
    add("--latent", a.latentSize());
    add("--activation", a.activation());
    add("--tied", a.weights() == Architecture.Weights.TIED);
  }

  private static Object variance(Likelihood likelihood) {
    if (likelihood instanceof MixedLikelihood mixed) {
      return mixed.columns().stream()
          .filter(GaussianColumn.class::isInstance)
          .map(column -> (Object) ((GaussianColumn) column).variance())
          .findFirst()
          .orElse(NONE);
    }
    return likelihood instanceof DiagonalGaussian gaussian ? gaussian.variance() : NONE;
  }

  private void addOptions(TrainOptions o, int trainingRows) {
    add("--objective", ObjectiveKind.of(o.objective()));
    add("--samples", o.objective().draws());
    add("--beta", o.beta());
    add("--warm-up", o.warmUpEpochs());
    add("--free-bits", o.objective() instanceof SgvbB b ? b.freeBits() : NONE);
    add("--weight-prior", o.weightPrior());
    add("--epochs", o.epochsFor(trainingRows));
    add("--batch", o.minibatch());
    add("--optimizer", OptimizerKind.of(o.optimizer()));
    add("--learning-rate", o.optimizer().rate());
    add("--schedule", ScheduleKind.of(o.schedule()).map(Choice::word).orElse("another"));
    add("--clip-norm", o.clipNorm().isPresent() ? o.clipNorm().getAsDouble() : NONE);
    add("--init", o.initialization());
    add("--patience", o.patience());
    add("--seed", o.seed());
    add("--precision", o.precision());
  }

  private void add(String option, Object value) {
    words.put(option, Given.word(value));
  }

  /**
   * Checks what was given beside {@code --resume}.
   *
   * @throws UsageException that names the first option that says something else
   */
  public void requireNoContradiction(ParseResult given) {
    for (OptionSpec option : given.matchedOptions()) {
      if (!FREE.contains(option.longestName()) && !ROWS.contains(option.longestName())) {
        requireSame(option.longestName(), Given.word(option.getValue()));
      }
    }
  }

  private void requireSame(String option, String now) {
    String then = words.get(option);
    if (then == null) {
      throw new UsageException(option + " goes with a new run, not with --resume");
    }
    if (!now.equals(then)) {
      throw new UsageException(
          now.equals("true")
              ? "%s: the run was begun without it; leave it out".formatted(option)
              : "%s %s: the run was begun with %s; leave the option out"
                  .formatted(option, now, then));
    }
  }
}
