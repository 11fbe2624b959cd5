package dev.elbo.cli.option;

import dev.elbo.AutoEncoder;
import dev.elbo.Training;
import dev.elbo.data.Dataset;
import dev.elbo.distribution.DiagonalGaussian;
import dev.elbo.eval.Evaluator;
import dev.elbo.model.Architecture;
import dev.elbo.objective.SgvbB;
import dev.elbo.picture.text.Numbers;
import dev.elbo.train.TrainOptions;
import java.util.List;
import java.util.ListResourceBundle;
import java.util.stream.Collectors;

/** The library's defaults in words, for the help: {@code ${bundle:default.epochs}}. */
public final class Defaults extends ListResourceBundle {

  @Override
  protected Object[][] getContents() {
    TrainOptions options = TrainOptions.DEFAULT;
    Architecture model = Training.on(Dataset.ofFloats("one value", 1, new float[1])).architecture();
    DiagonalGaussian gaussian = DiagonalGaussian.of(1);
    double freeBits = options.objective() instanceof SgvbB b ? b.freeBits() : 0;
    return new Object[][] {
      {"default.validation", validation()},
      {"default.variance", Choice.word(gaussian.variance())},
      {"default.mean-range", Choice.word(gaussian.meanRange())},
      {"default.hidden", widths(model.hidden())},
      {"default.table-hidden", widths(Training.TABLE_HIDDEN)},
      {"default.latent", Integer.toString(model.latentSize())},
      {"default.activation", Choice.word(model.activation())},
      {"default.objective", Choice.word(ObjectiveKind.of(options.objective()))},
      {"default.draws", Integer.toString(options.objective().draws())},
      {"default.beta", Numbers.plain(options.beta())},
      {"default.warm-up", Integer.toString(options.warmUpEpochs())},
      {"default.free-bits", Numbers.plain(freeBits)},
      {"default.epochs", epochs(options)},
      {"default.batch", Integer.toString(options.minibatch())},
      {"default.optimizer", Choice.word(OptimizerKind.of(options.optimizer()))},
      {"default.learning-rate", "the rule's own, " + rates()},
      {"default.schedule", Choice.word(ScheduleKind.of(options.schedule()).orElseThrow())},
      {"default.precision", Choice.word(options.precision())},
      {"default.init", Choice.word(options.initialization())},
      {"default.patience", Integer.toString(options.patience())},
      {"default.seed", Long.toString(options.seed())},
      {"default.checkpoint-every", Interval.word(Training.DEFAULT_CHECKPOINT_INTERVAL)},
      {"default.samples", Integer.toString(Evaluator.DEFAULT_SAMPLES)},
      {"default.evaluation-seed", Long.toString(AutoEncoder.DEFAULT_SEED)},
    };
  }

  private static String widths(List<Integer> hidden) {
    return hidden.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private static String validation() {
    return "%s, up to %s"
        .formatted(Training.DEFAULT_HELD_OUT, Numbers.whole(Training.MOST_HELD_OUT));
  }

  private static String rates() {
    return TrainOptions.DEFAULT.optimizer().rate()
        + " for "
        + Choice.word(OptimizerKind.of(TrainOptions.DEFAULT.optimizer()));
  }

  private static String epochs(TrainOptions options) {
    return options.epochs().isPresent()
        ? Integer.toString(options.epochs().getAsInt())
        : "%d to %d, by the rows".formatted(TrainOptions.FEWEST_EPOCHS, TrainOptions.MOST_EPOCHS);
  }
}
