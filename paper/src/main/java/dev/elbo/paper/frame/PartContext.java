package dev.elbo.paper.frame;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * What surrounds a part while it runs.
 *
 * @param model where it may leave its model
 * @param curve where it may write its learning curve, line by line as it goes
 * @param progress told how far it is
 */
public record PartContext(Path model, Path curve, Progress progress) {

  /** Told how far a part is, as often as the part likes. */
  public interface Progress {

    /**
     * Takes note.
     *
     * @param done share of the part, 0 to 1
     * @param text where it is, in a few words: {@code epoch 3/83, bound −131.20}
     */
    void at(double done, Supplier<String> text);
  }

  /** The same for a stage of the part, whose own 0 and 1 are {@code from} and {@code to}. */
  public PartContext stage(double from, double to) {
    return new PartContext(
        model, curve, (done, text) -> progress.at(from + done * (to - from), text));
  }

  /**
   * The same with a model and a learning curve of its own, {@code NAME-suffix}, beside the part's.
   */
  public PartContext beside(String suffix) {
    return new PartContext(beside(model, suffix), beside(curve, suffix), progress);
  }

  private static Path beside(Path file, String suffix) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return file.resolveSibling(name.substring(0, dot) + "-" + suffix + name.substring(dot));
  }

  /** The learning curve that has been written here. */
  public Table writtenCurve() throws IOException {
    return Table.read(curve);
  }
}
