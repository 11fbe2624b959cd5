package dev.elbo.paper.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.elbo.optim.Schedule;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private record Recipe(
      double stepSize,
      List<Integer> hidden,
      OptionalInt epochs,
      OptionalDouble clipNorm,
      Budget budget,
      Schedule schedule) {}

  private record Seeded(long seed) {}

  private record Other(long seed, boolean tied) {}

  @Test
  void componentsBecomeWords() {
    Settings settings =
        Settings.of(
            new Recipe(
                0.02,
                List.of(200, 100),
                OptionalInt.of(3),
                OptionalDouble.empty(),
                Budget.FULL,
                new Schedule.Constant()),
            new Seeded(5));
    assertThat(settings.values())
        .containsExactly(
            Map.entry("step size", "0.02"),
            Map.entry("hidden", "200, 100"),
            Map.entry("epochs", "3"),
            Map.entry("clip norm", "none"),
            Map.entry("budget", "full"),
            Map.entry("schedule", "Constant"),
            Map.entry("seed", "5"));
  }

  @Test
  void oneNameHasOneValue() {
    assertThat(Settings.of(new Seeded(5), new Other(5, true)).values()).hasSize(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Settings.of(new Seeded(5), new Other(6, true)))
        .withMessage("the setting seed is 5 and 6");
  }

  @Test
  void differencesAreNamed() {
    Settings now = Settings.of(new Other(5, true));
    assertThat(now.difference(Settings.of(new Other(5, true)))).isEmpty();
    assertThat(now.difference(Settings.of(new Other(5, false))))
        .contains("tied is true and was false");
    assertThat(now.difference(Settings.of(new Seeded(5))))
        .contains("tied is true and was not said");
    assertThat(Settings.of(new Seeded(5)).difference(now))
        .contains("tied is not said and was true");
  }

  @Test
  void whatACommentCannotHoldIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Settings(Map.of("a: b", "c")))
        .withMessage("no setting can be called \"a: b\" and be \"c\"");
    assertThatIllegalArgumentException().isThrownBy(() -> new Settings(Map.of("a", "b\nc")));
  }
}
