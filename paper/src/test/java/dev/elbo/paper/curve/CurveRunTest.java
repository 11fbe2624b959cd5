package dev.elbo.paper.curve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.data.Binarization;
import dev.elbo.data.DataCache;
import dev.elbo.data.RowReader;
import dev.elbo.model.Vae;
import dev.elbo.nn.Parameters;
import dev.elbo.paper.baseline.Method;
import dev.elbo.paper.data.PaperSet;
import dev.elbo.paper.frame.PartContext;
import dev.elbo.paper.frame.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CurveRunTest {
  private static final Path NOWHERE = Path.of("nowhere");

  /** 230 rows of the digits: three epochs for a pilot, ten for the curve. */
  private static CurveRecipe recipe(Method method) {
    return new CurveRecipe(
        method, PaperSet.DIGITS, 230, 8, 2, 2300, CurveRecipe.STEP_SIZES, 690, 400, 3, 7);
  }

  /** Says what it was told to say. */
  private static final class Oracle implements Measurement {
    private final Deque<Double> criteria = new ArrayDeque<>();
    private final List<float[]> asked = new ArrayList<>();

    Oracle(double... criteria) {
      for (double figure : criteria) {
        this.criteria.add(figure);
      }
    }

    @Override
    public double criterion(Parameters parameters) {
      asked.add(parameters.values().clone());
      return criteria.remove();
    }

    @Override
    public List<String> columns() {
      return List.of("figure", "other");
    }

    @Override
    public List<Double> of(Parameters parameters) {
      asked.add(parameters.values().clone());
      return List.of(8.0, 9.0);
    }
  }

  private final List<Double> progress = new ArrayList<>();

  private Table run(Method method, Measurement measurement) throws IOException {
    CurveRecipe recipe = recipe(method);
    RowReader rows =
        RowReader.of(
            PaperSet.DIGITS
                .training(new DataCache(NOWHERE))
                .select(IntStream.range(0, 230).toArray(), "some"),
            Binarization.NONE,
            1);
    return new CurveRun(recipe, Vae.of(recipe.architecture()), rows, measurement)
        .run(new PartContext(NOWHERE, NOWHERE, (done, text) -> progress.add(done)));
  }

  @Test
  void theStepSizeOfTheBestPilotIsTaken() throws IOException {
    Table table = run(Method.WAKE_SLEEP, new Oracle(-3, -1, -2));
    assertThat(table.columns())
        .containsExactly(
            "stage", "step_size", "samples", "seconds", "criterion", "figure", "other");
    Table pilots = table.where("stage", "pilot");
    assertThat(pilots.numbers("step_size")).containsExactly(0.01, 0.02, 0.1);
    assertThat(pilots.numbers("samples")).containsExactly(690, 690, 690);
    assertThat(pilots.numbers("criterion")).containsExactly(-3, -1, -2);
    assertThat(Curves.stepSize(table)).isEqualTo(0.02);
  }

  @Test
  void aPilotThatCameToNothingIsNotTaken() throws IOException {
    assertThat(Curves.stepSize(run(Method.WAKE_SLEEP, new Oracle(Double.NaN, -9, -8))))
        .isEqualTo(0.1);
  }

  /** Milestones at 400, 861.8 and 1856.6, at the first ends of epochs from there; and the end. */
  @Test
  void theCurveHasItsPointsAndItsEnd() throws IOException {
    Table curve = Curves.curve(run(Method.AEVB, new Oracle(1, 2, 3)));
    assertThat(curve.numbers("samples")).containsExactly(460, 920, 2070, 2300);
    assertThat(curve.numbers("seconds")).isSorted();
    assertThat(curve.numbers("other")).containsOnly(9);
    assertThat(progress).isSorted().last().isEqualTo(1.0);
  }

  @Test
  void everyRunStartsAnewAndASeedGivesOneCurve() throws IOException {
    Oracle first = new Oracle(1, 2, 3);
    Oracle second = new Oracle(1, 2, 3);
    run(Method.MONTE_CARLO_EM, first);
    run(Method.MONTE_CARLO_EM, second);
    assertThat(first.asked).hasSize(3 + 4);
    for (int i = 0; i < first.asked.size(); i++) {
      assertThat(second.asked.get(i)).isEqualTo(first.asked.get(i));
    }
  }
}
