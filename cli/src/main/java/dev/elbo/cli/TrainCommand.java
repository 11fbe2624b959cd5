package dev.elbo.cli;

import dev.elbo.EncodedTable;
import dev.elbo.Training;
import dev.elbo.cli.console.UsageException;
import dev.elbo.cli.option.BegunWith;
import dev.elbo.cli.option.CommonOptions;
import dev.elbo.cli.option.DataArgument;
import dev.elbo.cli.option.DataOptions;
import dev.elbo.cli.option.Interval;
import dev.elbo.cli.option.ModelOptions;
import dev.elbo.cli.option.ObjectiveOptions;
import dev.elbo.cli.option.OptimizerOptions;
import dev.elbo.cli.option.SchemaOptions;
import dev.elbo.cli.option.StoredSource;
import dev.elbo.cli.option.TableOptions;
import dev.elbo.data.Binarization;
import dev.elbo.data.Dataset;
import dev.elbo.data.Part;
import dev.elbo.data.Summary;
import dev.elbo.persist.AtomicFile;
import dev.elbo.persist.Checkpoint;
import dev.elbo.persist.CheckpointFile;
import dev.elbo.persist.ModelFormatException;
import dev.elbo.schema.Column;
import dev.elbo.schema.Schema;
import dev.elbo.table.SchemaHints;
import dev.elbo.table.Table;
import dev.elbo.table.TableSource;
import dev.elbo.train.TrainOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
      description = {
        "digits, mnist, fashion-mnist; a table: CSV, Parquet, JSON"
            + " lines; an idx, .npy or .npz file (default: digits)"
      })
  private @Nullable DataArgument argument;

  @ArgGroup(validate = false, heading = "Data%n", order = 1)
  private DataOptions dataOptions = new DataOptions();

  @ArgGroup(validate = false, heading = "Tables%n", order = 2)
  private TableOptions tableOptions = new TableOptions();

  @Mixin private SchemaOptions schema = new SchemaOptions();

  @ArgGroup(validate = false, heading = "Model%n", order = 3)
  private ModelOptions modelOptions = new ModelOptions();

  @ArgGroup(validate = false, heading = "Bound%n", order = 4)
  private ObjectiveOptions objectiveOptions = new ObjectiveOptions();

  @ArgGroup(validate = false, heading = "Optimisation%n", order = 5)
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
    TrainOptions options = builder.build();
    SchemaHints hints = schema.hints();
    Optional<TableSource> table = tableOptions.source(argument, schema.names());
    return table.isPresent()
        ? beginTable(table.get(), hints, options)
        : beginRows(argument == null ? DataArgument.DEFAULT : argument, options);
  }

  private int beginRows(DataArgument source, TrainOptions options) throws IOException {
    if (schema.given() != null) {
      throw new UsageException(
          "%s is for tables, and %s is none".formatted(schema.given(), source.word()));
    }
    modelOptions.check();
    dataOptions.check(modelOptions.decoder());
    Dataset data = dataOptions.load(source);
    Summary summary = data.summary();
    say(TrainLines.data(data, summary, source));

    Training training = Training.on(data).options(options);
    modelOptions.apply(training, data, summary);
    Binarization binarization = dataOptions.apply(training, source);
    training.notices(); // rejects values that the decoder is not defined on; run() logs the rest
    say(TrainLines.model(training, binarization));
    training.source(StoredSource.words(source, data));
    return begin(training, data, Optional.of(source));
  }

  private int beginTable(TableSource source, SchemaHints hints, TrainOptions options)
      throws IOException {
    dataOptions.checkTable();
    EncodedTable table =
        TrainTable.encode(source, hints, dataOptions.validation(), options.seed(), this::say);
    Training training = Training.on(table).options(options);
    modelOptions.applyTable(training);
    say(TrainLines.model(training, Binarization.NONE));
    Optional<DataArgument> word = Optional.ofNullable(argument);
    training.source(StoredSource.words(word, tableOptions));
    return begin(training, table.rows(), word);
  }

  private int begin(Training training, Dataset data, Optional<DataArgument> source)
      throws IOException {
    RunFolder folder = RunFolder.create(out, RunFolder.nameFor(data.name()));
    RunLock lock = RunLock.of(folder);
    try {
      keepCheckpoints(training, folder, Training.DEFAULT_CHECKPOINT_INTERVAL);
      return new TrainRun(folder, training, data, source, tableOptions, json, common).run();
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
      Training training =
          checkpoint.data().preprocessing().isPresent()
              ? resumeTable(checkpoint, stored)
              : resumeRows(checkpoint, stored);
      optimizerOptions.applyThreads(training);
      say(TrainLines.model(training, checkpoint.data().binarization()));
      say(TrainLines.resumed(folder, checkpoint));
      keepCheckpoints(training, folder, checkpoint.every());
      Optional<DataArgument> source =
          Optional.ofNullable(argument)
              .or(() -> Optional.of(stored.argument()).filter(word -> !word.word().isEmpty()));
      return new TrainRun(folder, training, training.rows(), source, how(stored), json, common)
          .run();
    } finally {
      lock.close();
    }
  }

  private Training resumeRows(Checkpoint checkpoint, StoredSource stored) throws IOException {
    DataArgument source = argument == null ? stored.require() : argument;
    Dataset data = dataOptions.load(source, stored.part().orElse(Part.TRAIN));
    say(TrainLines.data(data, data.summary(), source));
    return Training.resume(checkpoint, data).source(StoredSource.words(source, data));
  }

  /** How a table is read: as when the run began, unless something else is said. */
  private TableOptions how(StoredSource stored) {
    return tableOptions.isEmpty() ? stored.table() : tableOptions;
  }

  private Training resumeTable(Checkpoint checkpoint, StoredSource stored) throws IOException {
    TableOptions how = how(stored);
    Optional<DataArgument> word = Optional.ofNullable(argument);
    if (word.isEmpty() && !stored.argument().word().isEmpty()) {
      word = Optional.of(stored.argument());
    }
    Schema columns = checkpoint.data().preprocessing().orElseThrow().schema();
    List<String> names = columns.columns().stream().map(Column::name).toList();
    TableSource source =
        how.source(word.orElse(null), names)
            .orElseThrow(
                () ->
                    new UsageException(
                        "the run was begun on a table, %s; name its file before --resume, or give its --query"
                            .formatted(checkpoint.data().name())));
    try (Table table = Table.open(source)) {
      say(TrainTable.data(table));
      return Training.resume(checkpoint, table.as(columns)).source(StoredSource.words(word, how));
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
