package dev.elbo.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.data.DataException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class PartLinesTest {
  private final StringWriter text = new StringWriter();
  private long seconds;
  private final PartLines lines =
      new PartLines(new PrintWriter(text), () -> seconds * 1_000_000_000L);

  private void progress(String part, double done, long at) {
    seconds = at;
    lines.progressed(part, done, () -> "epoch 3/83");
  }

  @Test
  void beginningsAndEndsAreToldAtOnce() {
    lines.planned(3, 1, 2);
    lines.started("mnist");
    lines.started("frey-faces");
    lines.finished("mnist", 75);
    lines.failed("frey-faces", new DataException("no such file"));
    assertThat(text.toString())
        .isEqualTo(
            """
            3 parts, 1 finished, 2 side by side
            mnist                begins
            frey-faces           begins
            mnist                done in 1 min 15 s   (2 of 3)
            frey-faces           failed: no such file
            """);
  }

  @Test
  void progressIsToldNowAndThenWithTheTimeThatIsLeft() {
    lines.started("mnist");
    progress("mnist", 0.004, 9);
    progress("mnist", 0.005, 10);
    progress("mnist", 0.01, 20);
    progress("mnist", 0.1, 19);
    progress("mnist", 0.1, 30);
    progress("mnist", 0.105, 45);
    progress("mnist", 0.106, 90);
    progress("mnist", 0.5, 100);
    assertThat(text.toString())
        .isEqualTo(
            """
            mnist                begins
            mnist                  1 %   epoch 3/83   ETA 33 min 10 s
            mnist                 10 %   epoch 3/83   ETA 4 min 30 s
            mnist                 11 %   epoch 3/83   ETA 12 min 39 s
            mnist                 50 %   epoch 3/83   ETA 1 min 40 s
            """);
  }
}
