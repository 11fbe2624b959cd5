package dev.elbo.train;

import dev.elbo.eval.Evaluation;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Writes a line an epoch to a CSV file, at once, so that a run that was cut off leaves its curve.
 *
 * <p>Bounds are means in nats a row; held-out columns are empty where nothing is held out.
 */
public final class TrainingCsv implements TrainingListener, AutoCloseable {
  private static final String HEADER =
      "epoch,step,objective,bound,reconstruction,kl,held_out_bound,held_out_reconstruction,"
          + "held_out_kl,held_out_log_likelihood,active_units,rows_per_second,seconds,beta,"
          + "learning_rate,best\n";

  private final Writer writer;

  /** Begins a file, over what was there. */
  public TrainingCsv(Path file) throws IOException {
    // a stream of this kind, since an interrupt of the run would close one of NIO's
    writer = new OutputStreamWriter(new FileOutputStream(file.toFile()), StandardCharsets.UTF_8);
    line(HEADER);
  }

  /** Writes the lines of the epochs before, which a run that was cut off may have left in part. */
  @Override
  public void resumed(TrainingState state) {
    state.history().forEach(this::epochFinished);
  }

  @Override
  public void epochFinished(EpochReport r) {
    line(
        "%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s\n"
            .formatted(
                r.epoch(),
                r.step(),
                number(r.objective()),
                number(r.bound()),
                number(r.reconstruction()),
                number(r.kl()),
                heldOut(r, Evaluation::elbo),
                heldOut(r, Evaluation::reconstruction),
                heldOut(r, Evaluation::kl),
                heldOut(r, Evaluation::logLikelihood),
                r.heldOut().map(e -> Integer.toString(e.activeUnits())).orElse(""),
                String.format(Locale.ROOT, "%.0f", r.rowsPerSecond()),
                String.format(Locale.ROOT, "%.2f", r.seconds()),
                r.beta(),
                r.rate(),
                r.best()));
  }

  private static String heldOut(EpochReport report, ToDoubleFunction<Evaluation> figure) {
    Optional<Evaluation> evaluation = report.heldOut();
    return evaluation.map(e -> number(figure.applyAsDouble(e))).orElse("");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private void line(String text) {
    try {
      writer.write(text);
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("training.csv cannot be written", e);
    }
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
