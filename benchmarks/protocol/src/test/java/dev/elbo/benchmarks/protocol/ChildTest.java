package dev.elbo.benchmarks.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChildTest {
  /** Every step takes 7 ns and the objective is −1.5; races last three epochs. */
  private static final class Metronome implements Library {
    @Override
    public String versions() {
      return "metronome 1";
    }

    @Override
    public Stepper prepare(Workload workload, Setting setting) {
      if (workload.task() == Workload.Task.SCORE) {
        throw new UnsupportedOperationException("a metronome scores nothing");
      }
      return new Stepper() {
        @Override
        public void step(long[] nanos) {
          Arrays.fill(nanos, 7);
        }

        @Override
        public double objective() {
          return -1.5;
        }

        @Override
        public void close() {
          // Nothing to release.
        }
      };
    }

    @Override
    public void race(Race race, Race.Listener listener) {
      double bound = -120;
      int epoch = 1;
      while (listener.epoch(epoch++, bound)) {
        bound += 10;
      }
    }
  }

  private static List<String> said(Map<String, String> arguments, String requests) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    new Child(out, new BufferedReader(new StringReader(requests)), arguments)
        .converse(Metronome::new);
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static Map<String, String> steps(String workload) {
    return Map.of("threads", "2", "workload", Workload.named(workload).encoded());
  }

  @Test
  void answersStepsAndObjective() {
    assertThat(said(steps("paper"), "steps 3\nobjective\nquit\nsteps 1\n"))
        .containsExactly("@ ready metronome 1", "@ times 7 7 7", "@ objective -1.5");
  }

  @Test
  void saysWhatItCannotDo() {
    assertThat(said(steps("score-paper-1"), "steps 3\n"))
        .containsExactly("@ failed a metronome scores nothing");
  }

  @Test
  void racesUntilTheTargetIsReached() {
    Map<String, String> race =
        Map.of("threads", "2", "mnist", "/nowhere", "target", "-105", "epochs", "9");
    assertThat(said(race, ""))
        .containsExactly(
            "@ ready metronome 1",
            "@ epoch 1 -120.0000",
            "@ epoch 2 -110.0000",
            "@ epoch 3 -100.0000",
            "@ finished");
  }
}
