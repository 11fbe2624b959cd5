package dev.elbo.cli;

import dev.elbo.AutoEncoder;
import dev.elbo.TableModel;
import dev.elbo.Training;
import dev.elbo.cli.console.Progress;
import dev.elbo.cli.console.Stderr;
import dev.elbo.cli.console.StopSignals;
import dev.elbo.cli.option.CommonOptions;
import dev.elbo.cli.option.DataArgument;
import dev.elbo.cli.option.ModelArgument;
import dev.elbo.cli.option.TableOptions;
import dev.elbo.cli.report.HtmlReport;
import dev.elbo.cli.text.Labelled;
import dev.elbo.data.Dataset;
import dev.elbo.eval.Evaluation;
import dev.elbo.eval.Evaluator;
import dev.elbo.eval.Marginal;
import dev.elbo.picture.Picture;
import dev.elbo.picture.RunPictures;
import dev.elbo.train.EpochReport;
import dev.elbo.train.NonFiniteException;
import dev.elbo.train.TrainingCsv;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A run in its folder, from the first step, or the first that is still to be done, to the report.
 *
 * @param source DATA, for the commands that are suggested, where the rows have that name
 * @param how a table is read, for the same
 * @param json whether standard output is for one JSON object
 */
record TrainRun(
    RunFolder folder,
    Training training,
    Dataset data,
    Optional<DataArgument> source,
    TableOptions how,
    boolean json,
    CommonOptions common) {
  /** Of a process that Ctrl-C has ended; the JVM itself sees to it, and to 143 after kill. */
  private static final int INTERRUPTED = 130;

  /** Rows of a table drawn to see whether their columns look like its own. */
  private static final int DRAWN = 5000;

  /** Returns the exit code. */
  int run() throws IOException {
    Progress progress = new Progress(common.err(), Stderr.columns());
    Optional<AutoEncoder> trained = train(progress);
    if (trained.isEmpty()) {
      return INTERRUPTED;
    }
    AutoEncoder model = trained.get();
    EpochReport last = progress.last().orElseThrow();
    PrintWriter words = json ? common.err() : common.out();
    if (last.epoch() < last.epochs()) {
      say(words, TrainLines.stopped(last, training, model));
    }
    boolean heldOut = training.heldOutRows().isPresent();
    Dataset judged = training.heldOutRows().orElseGet(() -> upTo(Training.MOST_HELD_OUT, data));
    Evaluation figures = model.evaluate(judged, Evaluator.DEFAULT_SAMPLES);
    TrainLines.figures(model, figures, heldOut).forEach(line -> say(words, line));
    String wrote = illustrate(model, judged, figures);
    Files.deleteIfExists(folder.checkpoint());
    say(words, Labelled.line("wrote", folder + ": " + wrote));
    say(words, TrainLines.next(model, folder, source, how));
    if (json) {
      Map<String, @Nullable Object> object = new LinkedHashMap<>(Figures.json(figures));
      if (model.data().preprocessing().isPresent()) {
        object.put("units", "standardised columns");
      }
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

  /** Trains; returns nothing where a signal came between. */
  private Optional<AutoEncoder> train(Progress progress) throws IOException {
    StopSignals signals = new StopSignals();
    try (TrainingCsv curve = new TrainingCsv(folder.curve())) {
      return Optional.of(training.saveTo(folder.model()).listener(curve).listener(progress).run());
    } catch (CancellationException e) {
      progress.close();
      say(common.err(), "elbo: " + e.getMessage());
      say(common.err(), canGoOn() ? TrainLines.goOn(folder) : "elbo: " + folder.left());
      return Optional.empty();
    } catch (NonFiniteException e) {
      progress.close();
      say(common.err(), "elbo: " + folder.left());
      throw e;
    } catch (UncheckedIOException | OutOfMemoryError e) {
      progress.close();
      if (canGoOn()) {
        say(common.err(), TrainLines.goOn(folder));
      }
      throw e;
    } finally {
      progress.close();
      signals.close();
    }
  }

  private boolean canGoOn() {
    return Files.exists(folder.checkpoint());
  }

  /** Pictures and report are extras: where they fail, a line says so and the model stays good. */
  private String illustrate(AutoEncoder model, Dataset rows, Evaluation figures) {
    StringBuilder wrote = new StringBuilder(ModelArgument.FILE_NAME).append("  training.csv");
    List<Picture> pictures = List.of();
    try {
      pictures = RunPictures.draw(model, rows, folder.curve(), folder.path());
    } catch (IOException | RuntimeException | LinkageError | InternalError e) {
      warn("the pictures could not be drawn; the model is not affected", e);
    }
    try {
      HtmlReport.Judgement judgement =
          new HtmlReport.Judgement(rows.rows(), figures, marginals(model, rows));
      HtmlReport.write(folder.report(), model, judgement, pictures, common.command());
      wrote.append("  report.html");
    } catch (IOException | RuntimeException e) {
      warn("the report could not be written; the model is not affected", e);
    }
    if (!pictures.isEmpty()) {
      wrote.append("  ").append(pictures.size()).append(" pictures");
    }
    return wrote.toString();
  }

  /** Of a table's columns; none of rows that are plain numbers. */
  private List<Marginal> marginals(AutoEncoder model, Dataset rows) {
    if (model.data().preprocessing().isEmpty()) {
      return List.of();
    }
    try {
      TableModel table = TableModel.of(model);
      return table.marginals(table.cells(rows), DRAWN, AutoEncoder.DEFAULT_SEED);
    } catch (RuntimeException e) {
      warn("the report lacks the columns' histograms; the model is not affected", e);
      return List.of();
    }
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
