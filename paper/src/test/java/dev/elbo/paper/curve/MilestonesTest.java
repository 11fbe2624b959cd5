package dev.elbo.paper.curve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MilestonesTest {

  private static List<Long> reached(Milestones milestones, long step, long end) {
    List<Long> reached = new ArrayList<>();
    for (long samples = step; samples <= end; samples += step) {
      if (milestones.reached(samples)) {
        reached.add(samples);
      }
    }
    return reached;
  }

  /** 1000, 3162.3, 10000, 31622.8. */
  @Test
  void pointsAreEvenlyApartOnALogarithmicAxis() {
    assertThat(reached(new Milestones(1000, 2), 1, 40_000))
        .containsExactly(1000L, 3163L, 10_000L, 31_623L);
  }

  @Test
  void anEpochThatPassesSeveralPointsIsOne() {
    assertThat(reached(new Milestones(1000, 2), 6000, 40_000))
        .containsExactly(6000L, 12_000L, 36_000L);
  }
}
