package dev.elbo.cli;

import dev.elbo.AutoEncoder;
import dev.elbo.Training;
import dev.elbo.cli.option.Choice;
import dev.elbo.cli.option.DataArgument;
import dev.elbo.cli.option.TableOptions;
import dev.elbo.cli.text.Labelled;
import dev.elbo.cli.text.Shell;
import dev.elbo.data.Binarization;
import dev.elbo.data.Dataset;
import dev.elbo.data.NamedSet;
import dev.elbo.data.Summary;
import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.Likelihood;
import dev.elbo.distribution.MixedLikelihood;
import dev.elbo.distribution.Support;
import dev.elbo.eval.Calibration;
import dev.elbo.eval.Evaluation;
import dev.elbo.linalg.Kernels;
import dev.elbo.linalg.Precision;
import dev.elbo.model.Vae;
import dev.elbo.persist.Checkpoint;
import dev.elbo.picture.ModelPictures;
import dev.elbo.picture.text.Numbers;
import dev.elbo.train.EpochReport;
import dev.elbo.train.TrainingState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lines that {@code elbo train} prints before and after a run. */
final class TrainLines {
  /** A longer label would push the text out of its column. */
  private static final int LONGEST_LABEL = 8;

  private TrainLines() {}

  /** {@code digits 1,438 rows × 64 columns in 0…1 bundled: …}. */
  static String data(Dataset data, Summary summary, DataArgument source) {
    String label = RunFolder.nameFor(data.name());
    boolean fits = source.namedSet().isPresent() && label.length() <= LONGEST_LABEL;
    return Labelled.line(
        fits ? label : "data",
        (fits ? "" : data.name() + "   ")
            + "%s × %s in %s…%s%s"
                .formatted(
                    Numbers.rows(data.rows()),
                    Numbers.counted(data.columns(), "column"),
                    Numbers.plain(summary.minimum()),
                    Numbers.plain(summary.maximum()),
                    origin(data, source)));
  }

  /** Where rows come from, unless the name has said it. */
  private static String origin(Dataset data, DataArgument source) {
    String origin = source.namedSet().map(NamedSet::source).orElse(source.word());
    return origin.equals(data.name()) ? "" : "   " + origin;
  }

  /** {@code model Bernoulli decoder, 64–256–8–256–64, 39,504 parameters …}. */
  static String model(Training training, Binarization binarization) {
    return Labelled.line(
        "model",
        "%s%s, %s, %s parameters   %s, %s, seed %d"
            .formatted(
                decoder(training.architecture().likelihood()),
                binarization == Binarization.NONE
                    ? ""
                    : ", " + Choice.word(binarization) + " binarisation",
                training.architecture().widths(),
                Numbers.whole(Vae.of(training.architecture()).layout().size()),
                engine(training.options().precision()),
                Numbers.counted(training.options().threads(), "thread"),
                training.options().seed()));
  }

  private static String decoder(Likelihood likelihood) {
    if (likelihood instanceof MixedLikelihood) {
      return likelihood.toString().replace('_', ' ');
    }
    return (likelihood instanceof Bernoulli ? "Bernoulli" : "Gaussian") + " decoder";
  }

  private static String engine(Precision precision) {
    return precision == Precision.F32
        ? Kernels.engine()
        : Kernels.engine() + " " + Choice.word(precision);
  }

  /** {@code resumed runs/digits-1 after epoch 12 of 60, step 5,431}. */
  static String resumed(RunFolder folder, Checkpoint checkpoint) {
    TrainingState state = checkpoint.state();
    return Labelled.line(
        "resumed",
        "%s   after epoch %d of %d, step %s"
            .formatted(
                folder,
                state.history().size(),
                checkpoint.options().epochsFor(checkpoint.rows().trainingRows()),
                Numbers.whole(state.step())));
  }

  /** {@code next ./elbo train --resume runs/digits-1}. */
  static String goOn(RunFolder folder) {
    return Labelled.line(
        "next", Shell.command(List.of("./elbo", "train", "--resume", folder.toString())));
  }

  /** {@code stopped after epoch 31 of 80: …}. */
  static String stopped(EpochReport last, Training training, AutoEncoder model) {
    return Labelled.line(
        "stopped",
        "after epoch %d of %d: no better held-out bound for %s; the model is that of epoch %d"
            .formatted(
                last.epoch(),
                last.epochs(),
                Numbers.counted(training.options().patience(), "epoch"),
                model.training().epoch()));
  }

  /** {@code held-out bound −20.71 nats per row = reconstruction −13.02 − KL 7.69 …}. */
  static List<String> figures(AutoEncoder model, Evaluation figures, boolean heldOut) {
    List<String> lines = new ArrayList<>();
    boolean density = model.architecture().likelihood().support() != Support.UNIT_INTERVAL;
    lines.add(
        Labelled.line(
            heldOut ? "held-out" : "training",
            "%s   (%s)   %d of %s active%s"
                .formatted(
                    Figures.bound(figures),
                    Numbers.rows(figures.rows()),
                    figures.activeUnits(),
                    Numbers.counted(figures.divergences().size(), "latent"),
                    density ? "   " + unit(model) : "")));
    model.calibration().ifPresent(found -> lines.add(scores(found)));
    if (!heldOut) {
      lines.add(
          Labelled.line("", "nothing was held out: these are rows the model has learnt from"));
    }
    return lines;
  }

  private static String unit(AutoEncoder model) {
    return model.data().preprocessing().isPresent()
        ? "of standardised columns"
        : "a log-density: it depends on the data's unit";
  }

  /** {@code scores log p(x) −37.82 nats per row in the table's own units …}. */
  private static String scores(Calibration calibration) {
    return Labelled.line(
        "scores",
        "log p(x) %s nats per row in the table's own units   (%s kept for calibration: p-values from %s)"
            .formatted(
                Numbers.fixed(calibration.logLikelihood(), 2),
                Numbers.rows(calibration.rows()),
                Numbers.fixed(calibration.smallestPValue(), 4)));
  }

  /** {@code next ./elbo plot manifold runs/digits-1 ./elbo sample runs/digits-1 -n 16}. */
  static String next(
      AutoEncoder model, RunFolder folder, Optional<DataArgument> source, TableOptions how) {
    if (model.data().preprocessing().isPresent()) {
      return tableNext(folder, source, how);
    }
    String kind = ModelPictures.hasManifold(model) ? "manifold" : "traversal";
    List<String> plot = new ArrayList<>(List.of("./elbo", "plot", kind, folder.toString()));
    if (model.architecture().latentSize() > 2) {
      // these rows tell which latents are the most active
      source.filter(data -> data.namedSet().isEmpty()).ifPresent(data -> plot.add(data.word()));
    }
    return Labelled.line(
        "next",
        Shell.command(plot)
            + "      "
            + Shell.command(List.of("./elbo", "sample", folder.toString(), "-n", "16")));
  }

  /** {@code next ./elbo score runs/people-1 people.csv -o scores.csv}. */
  private static String tableNext(
      RunFolder folder, Optional<DataArgument> source, TableOptions how) {
    List<String> score = new ArrayList<>(List.of("./elbo", "score", folder.toString()));
    source.ifPresent(data -> score.add(data.word()));
    score.addAll(how.words());
    if (how.inDatabase()) {
      score.addAll(List.of("--database", "URL")); // may hold a password
    }
    score.addAll(List.of("-o", "scores.csv"));
    return Labelled.line(
        "next",
        Shell.command(score)
            + "      "
            + Shell.command(List.of("./elbo", "sample", folder.toString(), "-n", "16")));
  }
}
