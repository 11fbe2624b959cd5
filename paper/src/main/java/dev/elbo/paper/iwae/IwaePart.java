package dev.elbo.paper.iwae;

import dev.elbo.data.Binarization;
import dev.elbo.data.DataCache;
import dev.elbo.data.Dataset;
import dev.elbo.data.RowReader;
import dev.elbo.distribution.Bernoulli;
import dev.elbo.eval.Evaluation;
import dev.elbo.eval.Evaluator;
import dev.elbo.linalg.Precision;
import dev.elbo.model.Architecture;
import dev.elbo.model.Vae;
import dev.elbo.nn.Initialization;
import dev.elbo.nn.Weights;
import dev.elbo.optim.Adam;
import dev.elbo.optim.Schedule;
import dev.elbo.paper.data.PaperSet;
import dev.elbo.paper.frame.Part;
import dev.elbo.paper.frame.PartContext;
import dev.elbo.paper.frame.Settings;
import dev.elbo.paper.frame.Table;
import dev.elbo.paper.recipe.Flops;
import dev.elbo.paper.recipe.ModelTraining;
import dev.elbo.parallel.Workers;
import dev.elbo.train.TrainOptions;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * {@code IWAE} experiments: one row of the table, a model of one stochastic layer trained and
 * tested. Glorot's weights, output bias at the training means, Adam; where the paper goes down with
 * the step size in eight stages over 3280 epochs, here it follows a cosine.
 *
 * <p>Stages that have ended are on disk: a part that was cut off goes on after the last of them.
 *
 * <p>Where the set has a validation part the epoch with the best bound on it is kept, else the last
 * one, as in the paper.
 *
 * @param set to train on
 * @param binarized how it became binary
 * @param method what is maximised
 * @param hidden widths of the encoder's deterministic layers
 * @param latents of the stochastic layer
 * @param stages of training, one after the other
 * @param precision of the products of training; the test is in float32
 * @param testDraws k of the test likelihood
 * @param seed of all randomness
 */
record IwaePart(
    PaperSet set,
    Binarized binarized,
    Method method,
    List<Integer> hidden,
    int latents,
    List<Stage> stages,
    Precision precision,
    int testDraws,
    long seed) {

  IwaePart {
    if (stages.isEmpty()) {
      throw new IllegalArgumentException("training needs a stage");
    }
  }

  /**
   * Adam's ε, the paper's. Of a pixel that is 0 in every training row the gradient fades, and with
   * 10⁻⁸ the step does not: logits walk to −30,000, and a test row that has the pixel pays it.
   */
  private static final double EPSILON = 1e-4;

  /** Of the time a part takes; the rest is the test. */
  private static final double TRAINING_SHARE = 0.95;

  String name() {
    return binarized.word() + "-" + method.word();
  }

  /** What the paper reports for this row, where it does. */
  Optional<Double> published() {
    return set == PaperSet.DIGITS ? Optional.empty() : binarized.published(method);
  }

  /** The last stage, whose bound is the method's. */
  Stage last() {
    return stages.get(stages.size() - 1);
  }

  Part part(DataCache data) {
    return new Part(
        name(), Settings.of(this, architecture(), options(last())), context -> run(data, context));
  }

  private Architecture architecture() {
    return Architecture.of(new Bernoulli(set.columns()), hidden, latents);
  }

  private TrainOptions options(Stage stage) {
    return TrainOptions.builder()
        .objective(method.objective(stage.draws()))
        .optimizer(new Adam(stage.stepSize(), Adam.DEFAULT.beta1(), Adam.DEFAULT.beta2(), EPSILON))
        .schedule(new Schedule.Cosine())
        .minibatch(stage.minibatch())
        .epochs(stage.epochs())
        .patience(0)
        .precision(precision)
        .initialization(Initialization.GLOROT)
        .shards(1)
        .threads(1)
        .seed(seed)
        .build();
  }

  /** The last stage leaves the part's model and curve, the others their own beside. */
  private PartContext place(Stage stage, PartContext context) {
    return stage.equals(last()) ? context : context.beside("draws-" + stage.draws());
  }

  private Table run(DataCache data, PartContext context) throws IOException {
    Vae vae = Vae.of(architecture());
    Binarization binarization = binarized.of(set);
    Dataset training = set.training(data);
    Optional<Dataset> validation = set.validation(data);
    Flops flops = Flops.of(vae);
    Optional<EndedStage> before = Optional.empty();
    boolean resumes = true;
    double seconds = 0;
    double flop = 0;
    double work = stages.stream().mapToDouble(Stage::work).sum();
    double done = 0;
    for (Stage stage : stages) {
      double end = done + TRAINING_SHARE * stage.work() / work;
      PartContext place = place(stage, context.stage(done, end));
      Optional<EndedStage> found =
          resumes
              ? EndedStage.find(place, Settings.of(architecture(), options(stage)))
              : Optional.empty();
      resumes = found.isPresent();
      EndedStage ended =
          resumes
              ? found.orElseThrow()
              : EndedStage.of(
                  new ModelTraining(vae, options(stage), binarization)
                      .run(training, validation, place, before.map(EndedStage::parameters)));
      seconds += ended.seconds();
      flop += flops.training((double) stage.epochs() * training.rows(), stage.draws());
      done = end;
      before = Optional.of(ended);
    }
    EndedStage last = before.orElseThrow();
    context.progress().at(TRAINING_SHARE, () -> "testing, %d draws a row".formatted(testDraws));
    RowReader test = RowReader.of(set.test(data), binarization, seed);
    Evaluation figures = evaluate(vae, Weights.of(last.parameters()), test);
    return Table.columns(
            "binarized",
            "method",
            "epoch",
            "nll",
            "standard_error",
            "row_error",
            "bound",
            "active_units",
            "training_flop",
            "test_flop",
            "training_seconds")
        .row(
            binarized.word(),
            method.word(),
            last.epoch(),
            -figures.logLikelihood(),
            figures.logLikelihoodStandardError(),
            figures.logLikelihoodRowError(),
            figures.elbo(),
            figures.activeUnits(),
            flop,
            flops.forward(test.data().rows(), testDraws),
            seconds)
        .build();
  }

  private Evaluation evaluate(Vae vae, Weights weights, RowReader test) {
    try (Workers workers = new Workers(1)) {
      return Evaluator.of(vae, testDraws, workers).evaluate(weights, test, testDraws, seed);
    }
  }
}
