package dev.elbo.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.nn.Layout;
import dev.elbo.nn.Parameters;
import dev.elbo.train.EpochReport;
import dev.elbo.train.TrainingListener;
import dev.elbo.train.TrainingState;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTest {
  private record At(int epoch, long step, long steps, long rows, double bound)
      implements TrainingListener.Progress {}

  private static String run(int width, int epochs) {
    StringWriter text = new StringWriter();
    Progress progress = new Progress(new PrintWriter(text), width);
    progress.started(new TrainingListener.Plan(1000, 100, epochs, 10));
    for (int epoch = 1; epoch <= epochs; epoch++) {
      progress.stepped(new At(epoch, 10L * epoch, 10L * epochs, 1000L * epoch, -20.5));
      progress.epochFinished(report(epoch, epochs));
    }
    progress.close();
    return text.toString();
  }

  private static EpochReport report(int epoch, int epochs) {
    return new EpochReport(
        epoch, epochs, 10L * epoch, -21, -15, 5.5, Optional.empty(), 1e5, epoch, 1, 0.1, true);
  }

  @Test
  void plainLinesComeAtEachTenth() {
    assertThat(run(0, 200).lines())
        .hasSize(11)
        .first()
        .isEqualTo("train    1,000 rows, 100 held out, 200 epochs of 10 steps");
    assertThat(run(0, 3).lines()).hasSize(4);
  }

  /** Speed is that of this process, and tenths that are told are not told again. */
  @Test
  void aRunThatGoesOnCountsFromWhereItDoes() throws InterruptedException {
    StringWriter text = new StringWriter();
    Progress progress = new Progress(new PrintWriter(text), 0);
    progress.started(new TrainingListener.Plan(1000, 100, 100, 10));
    Parameters none = Parameters.zeros(new Layout());
    EpochReport last = report(50, 100);
    progress.resumed(
        new TrainingState(
            none, none, List.of(), 500, TrainingState.Sums.NONE, Collections.nCopies(50, last), 9));
    assertThat(progress.last()).contains(last);
    Thread.sleep(10);
    progress.stepped(new At(51, 510, 1000, 51_000, -20.5));
    progress.epochFinished(report(51, 100));
    assertThat(text.toString().lines()).hasSize(1);
    progress.epochFinished(report(60, 100));
    assertThat(text.toString().lines())
        .hasSize(2)
        .last()
        .asString()
        .containsPattern("epoch 51/100   bound −20.50   \\d{1,2},\\d{3} rows/s");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 40, 60, 80, 120, 300})
  void aTerminalsLineFitsIt(int width) {
    String last = run(width, 5).replaceAll(".*\r", "").replace("\033[K", "").stripTrailing();
    assertThat(last.length()).isLessThanOrEqualTo(Math.max(1, width - 1));
    if (width >= 80) {
      assertThat(last).startsWith("train    ━━━━━━").contains("epoch 5/5   bound −20.50");
    }
  }
}
