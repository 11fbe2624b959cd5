package dev.elbo.cli;

import dev.elbo.Training;
import dev.elbo.cli.option.BegunWith;
import dev.elbo.cli.option.CommonOptions;
import dev.elbo.cli.option.DataArgument;
import dev.elbo.cli.option.DataOptions;
import dev.elbo.cli.option.Interval;
import dev.elbo.cli.option.ModelOptions;
import dev.elbo.cli.option.ObjectiveOptions;
import dev.elbo.cli.option.OptimizerOptions;
import dev.elbo.cli.option.StoredSource;
import dev.elbo.data.Binarization;
import dev.elbo.data.Dataset;
import dev.elbo.data.Part;
import dev.elbo.data.Summary;
import dev.elbo.persist.AtomicFile;
import dev.elbo.persist.Checkpoint;
import dev.elbo.persist.CheckpointFile;
import dev.elbo.persist.ModelFormatException;
import dev.elbo.train.TrainOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code elbo train}. */
@Command(
    name = "train",
    description = "Trains a model; leaves it with pictures and a report in a folder.",
    abbreviateSynopsis = true,
    sortOptions = false,
    footer = {"Example:", "  ./elbo train mnist --hidden 500 --latent 20 --epochs 60"})
final class TrainCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "DATA",
      description = "digits, mnist, fashion-mnist, or an idx, .npy or .npz file (default: digits)")
  private @Nullable DataArgument argument;

  @ArgGroup(validate = false, heading = "Data%n", order = 1)
  private DataOptions dataOptions = new DataOptions();

  @ArgGroup(validate = false, heading = "Model%n", order = 2)
  private ModelOptions modelOptions = new ModelOptions();

  @ArgGroup(validate = false, heading = "Bound%n", order = 3)
  private ObjectiveOptions objectiveOptions = new ObjectiveOptions();

  @ArgGroup(validate = false, heading = "Optimisation%n", order = 4)
  private OptimizerOptions optimizerOptions = new OptimizerOptions();

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "new or empty folder (default: runs/DATA-N)")
  private @Nullable Path out;

  @Option(
      names = "--resume",
      paramLabel = "RUN",
      description = "go on with this run; its settings stay")
  private @Nullable Path resume;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "T",
      converter = Interval.class,
      description = "30s, 5m, 1h; 0: never (default: ${bundle:default.checkpoint-every})")
  private @Nullable Duration checkpointEvery;

  @Option(names = "--json", description = "print one JSON object, all else on stderr")
  private boolean json;

  @Mixin private CommonOptions common = new CommonOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    return resume == null ? begin() : goOn(resume);
  }

  private int begin() throws IOException {
    if (out != null) {
      RunFolder.requireUsable(out);
    }
    TrainOptions.Builder builder = TrainOptions.builder();
    objectiveOptions.apply(builder);
    optimizerOptions.apply(builder);
    modelOptions.check();
    dataOptions.check(modelOptions.decoder());
    DataArgument source = argument == null ? DataArgument.DEFAULT : argument;
    Dataset data = dataOptions.load(source);
    Summary summary = data.summary();
    say(TrainLines.data(data, summary, source));

    Training training = Training.on(data).options(builder.build());
    modelOptions.apply(training, data, summary);
    Binarization binarization = dataOptions.apply(training, source);
    training.notices(); // rejects values that the decoder is not defined on; run() logs the rest
    say(TrainLines.model(training, binarization));

    RunFolder folder = RunFolder.create(out, RunFolder.nameFor(data.name()));
    RunLock lock = RunLock.of(folder);
    try {
      training.source(StoredSource.words(source, data));
      keepCheckpoints(training, folder, Training.DEFAULT_CHECKPOINT_INTERVAL);
      return new TrainRun(folder, training, data, source, json, common).run();
    } finally {
      lock.close();
    }
  }

  /** Everything but the rows is in the checkpoint, and where they are is, too. */
  private int goOn(Path run) throws IOException {
    RunFolder folder = RunFolder.unfinished(run);
    RunLock lock = RunLock.of(folder);
    try {
      AtomicFile.deleteLeftovers(folder.checkpoint());
      AtomicFile.deleteLeftovers(folder.model());
      Checkpoint checkpoint = read(folder);
      BegunWith.of(checkpoint).requireNoContradiction(spec.commandLine().getParseResult());
      StoredSource stored = StoredSource.parse(checkpoint.rows().source());
      DataArgument source = argument == null ? stored.require() : argument;
      Dataset data = dataOptions.load(source, stored.part().orElse(Part.TRAIN));
      say(TrainLines.data(data, data.summary(), source));

      Training training = Training.resume(checkpoint, data);
      training.source(StoredSource.words(source, data));
      optimizerOptions.applyThreads(training);
      say(TrainLines.model(training, checkpoint.data().binarization()));
      say(TrainLines.resumed(folder, checkpoint));
      keepCheckpoints(training, folder, checkpoint.every());
      return new TrainRun(folder, training, data, source, json, common).run();
    } finally {
      lock.close();
    }
  }

  private Checkpoint read(RunFolder folder) throws IOException {
    try {
      return CheckpointFile.read(folder.checkpoint());
    } catch (ModelFormatException e) {
      common.err().println("elbo: this run cannot go on; " + folder.left());
      throw e;
    }
  }

  private void keepCheckpoints(Training training, RunFolder folder, Duration usual) {
    Duration every = checkpointEvery == null ? usual : checkpointEvery;
    if (!every.isZero()) {
      training.checkpointTo(folder.checkpoint(), every);
    }
  }

  private void say(String line) {
    PrintWriter words = json ? common.err() : common.out();
    words.println(line);
    words.flush();
  }
}
