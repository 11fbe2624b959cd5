package dev.elbo.paper.curve;

import dev.elbo.data.Binarization;
import dev.elbo.data.DataCache;
import dev.elbo.data.Dataset;
import dev.elbo.data.RowReader;
import dev.elbo.model.Vae;
import dev.elbo.paper.frame.Part;
import dev.elbo.paper.frame.PartContext;
import dev.elbo.paper.frame.Settings;
import dev.elbo.paper.frame.Table;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A part that follows a method: its table is the curve, after the runs that chose the step size.
 */
public final class CurvePart {
  private CurvePart() {}

  /** Makes the measurement of a part, on the thread that computes it. */
  public interface Instrument {

    /**
     * Prepares.
     *
     * @param training the rows that are learnt from
     * @param test the rows of the test part
     */
    Measurement prepare(Vae vae, RowReader training, RowReader test);
  }

  /**
   * The part.
   *
   * @param settings of the measurement
   * @param data where the rows are looked up
   */
  public static Part of(
      String name, CurveRecipe recipe, Record settings, DataCache data, Instrument instrument) {
    return new Part(
        name, settings(recipe, settings), context -> run(recipe, data, instrument, context));
  }

  /** The step size is one of those listed, and not the first of them. */
  private static Settings settings(CurveRecipe recipe, Record measurement) {
    Settings all =
        Settings.of(
            recipe,
            measurement,
            recipe.architecture(),
            recipe.options(recipe.stepSizes().get(0), recipe.samples()));
    Map<String, String> values = new LinkedHashMap<>(all.values());
    values.put("optimizer", "Adagrad with one of the step sizes");
    return new Settings(values);
  }

  private static Table run(
      CurveRecipe recipe, DataCache data, Instrument instrument, PartContext context)
      throws IOException {
    Dataset rows = recipe.set().training(data);
    int[] first = IntStream.range(0, recipe.trainingRows()).toArray();
    RowReader training = reader(rows.select(first, "first-" + first.length), recipe);
    RowReader test = reader(recipe.set().test(data), recipe);
    Vae vae = Vae.of(recipe.architecture());
    Measurement measurement = instrument.prepare(vae, training, test);
    return new CurveRun(recipe, vae, training, measurement).run(context);
  }

  private static RowReader reader(Dataset rows, CurveRecipe recipe) {
    return RowReader.of(rows, Binarization.NONE, recipe.seed());
  }
}
