package dev.elbo.cli;

import dev.elbo.AutoEncoder;
import dev.elbo.Training;
import dev.elbo.cli.console.Progress;
import dev.elbo.cli.console.Stderr;
import dev.elbo.cli.option.CommonOptions;
import dev.elbo.cli.option.DataArgument;
import dev.elbo.cli.option.DataOptions;
import dev.elbo.cli.option.ModelArgument;
import dev.elbo.cli.option.ModelOptions;
import dev.elbo.cli.option.ObjectiveOptions;
import dev.elbo.cli.option.OptimizerOptions;
import dev.elbo.cli.report.HtmlReport;
import dev.elbo.cli.text.Labelled;
import dev.elbo.data.Binarization;
import dev.elbo.data.Dataset;
import dev.elbo.data.Summary;
import dev.elbo.eval.Evaluation;
import dev.elbo.eval.Evaluator;
import dev.elbo.picture.Picture;
import dev.elbo.picture.RunPictures;
import dev.elbo.train.EpochReport;
import dev.elbo.train.NonFiniteException;
import dev.elbo.train.TrainOptions;
import dev.elbo.train.TrainingCsv;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

  @Option(names = "--json", description = "print one JSON object, all else on stderr")
  private boolean json;

  @Mixin private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException {
    PrintWriter words = json ? common.err() : common.out();
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
    say(words, TrainLines.data(data, summary, source));

    Training training = Training.on(data).options(builder.build());
    modelOptions.apply(training, data, summary);
    Binarization binarization = dataOptions.apply(training, source);
    training.notices(); // rejects values that the decoder is not defined on; run() logs the rest
    say(words, TrainLines.model(training, binarization));

    RunFolder folder = RunFolder.create(out, RunFolder.nameFor(data.name()));
    Progress progress = new Progress(common.err(), Stderr.columns());
    AutoEncoder model = train(training, folder, progress);
    EpochReport last = progress.last().orElseThrow();
    if (last.epoch() < last.epochs()) {
      say(words, TrainLines.stopped(last, training, model));
    }
    boolean heldOut = training.heldOutRows().isPresent();
    Dataset judged = training.heldOutRows().orElseGet(() -> upTo(Training.MOST_HELD_OUT, data));
    Evaluation figures = model.evaluate(judged, Evaluator.DEFAULT_SAMPLES);
    TrainLines.figures(model, figures, heldOut).forEach(line -> say(words, line));
    String wrote = illustrate(folder, model, judged, figures);
    say(words, Labelled.line("wrote", folder + ": " + wrote));
    say(words, TrainLines.next(model, folder, source));
    if (json) {
      Map<String, @Nullable Object> object = new LinkedHashMap<>(Figures.json(figures));
      object.put("heldOut", heldOut);
      object.put("trainingRows", model.training().trainingRows());
      object.put("epoch", model.training().epoch());
      object.put("seconds", Figures.number(last.seconds()));
      object.put("parameters", model.parameters().size());
      object.put("seed", training.options().seed());
      object.put("folder", folder.toString());
      object.put("model", folder.model().toString());
      common.out().println(Figures.text(object));
    }
    return 0;
  }

  private AutoEncoder train(Training training, RunFolder folder, Progress progress)
      throws IOException {
    Thread farewell =
        new Thread(
            () -> {
              progress.close();
              common.err().println("elbo: stopped; " + leftIn(folder));
              common.err().flush();
            });
    Runtime.getRuntime().addShutdownHook(farewell);
    try (TrainingCsv curve = new TrainingCsv(folder.curve())) {
      return training.saveTo(folder.model()).listener(curve).listener(progress).run();
    } catch (NonFiniteException e) {
      progress.close();
      common.err().println("elbo: " + leftIn(folder));
      throw e;
    } finally {
      progress.close();
      Runtime.getRuntime().removeShutdownHook(farewell);
    }
  }

  private static String leftIn(RunFolder folder) {
    return Files.exists(folder.model())
        ? "the best model so far is " + folder.model()
        : "no model was saved yet";
  }

  /** Pictures and report are extras: where they fail, a line says so and the model stays good. */
  private String illustrate(RunFolder folder, AutoEncoder model, Dataset rows, Evaluation figures) {
    StringBuilder wrote = new StringBuilder(ModelArgument.FILE_NAME).append("  training.csv");
    List<Picture> pictures = List.of();
    try {
      pictures = RunPictures.draw(model, rows, folder.curve(), folder.path());
    } catch (IOException | RuntimeException | LinkageError | InternalError e) {
      warn("the pictures could not be drawn; the model is not affected", e);
    }
    try {
      HtmlReport.write(folder.report(), model, figures, rows.rows(), pictures, common.command());
      wrote.append("  report.html");
    } catch (IOException | RuntimeException e) {
      warn("the report could not be written; the model is not affected", e);
    }
    if (!pictures.isEmpty()) {
      wrote.append("  ").append(pictures.size()).append(" pictures");
    }
    return wrote.toString();
  }

  private void warn(String what, Throwable e) {
    common.err().println("elbo: " + what + ": " + e);
    if (common.verbose()) {
      e.printStackTrace(common.err());
    }
    common.err().flush();
  }

  private static Dataset upTo(int most, Dataset data) {
    return data.rows() <= most
        ? data
        : data.select(IntStream.range(0, most).toArray(), "first-" + most);
  }

  private static void say(PrintWriter words, String line) {
    words.println(line);
    words.flush();
  }
}
