package dev.elbo.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.elbo.picture.Curve.Ink;
import dev.elbo.picture.Curve.Stroke;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PanelChartTest {
  private static final double[] SAMPLES = {1e5, 1e6, 1e7, 1e8};
  private static final Axis X = Axis.log("samples", 1e5, 1e8);
  private static final Axis Y = Axis.linear("bound (nats)", -150, -100);

  private static Panel panel(Curve... curves) {
    return new Panel("a panel", X, Y, List.of(curves));
  }

  private static Curve curve(Ink ink, Stroke stroke, double... y) {
    return Curve.of(ink.name(), ink, stroke, SAMPLES, y);
  }

  /** How many pixels below the legend have a colour. */
  private static int count(BufferedImage image, Ink ink) {
    int count = 0;
    for (int y = 80; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        count += (image.getRGB(x, y) & 0xFFFFFF) == ink.rgb ? 1 : 0;
      }
    }
    return count;
  }

  private static BufferedImage draw(Panel... panels) throws IOException {
    return PanelChart.draw("title", "caption", 2, List.of(panels)).image();
  }

  @Test
  void panelsStandInAGrid() throws IOException {
    BufferedImage one = draw(panel());
    BufferedImage three = draw(panel(), panel(), panel());
    assertThat(three.getWidth()).isEqualTo(2 * one.getWidth());
    assertThat(three.getHeight() - one.getHeight()).isEqualTo(one.getHeight() - 80);
  }

  @Test
  void aLegendThatIsTooLongGoesOnBelow() throws IOException {
    double[] y = {-140, -130, -120, -110};
    Curve a = Curve.of("the first one", Ink.BLUE, Stroke.SOLID, SAMPLES, y);
    Curve b = Curve.of("the next one", Ink.GREEN, Stroke.SOLID, SAMPLES, y);
    Curve c = Curve.of("the last one", Ink.PURPLE, Stroke.SOLID, SAMPLES, y);
    int usual = draw(panel(a)).getHeight();
    assertThat(draw(panel(a, a, a)).getHeight()).isEqualTo(usual);
    assertThat(draw(panel(a, b, c)).getHeight()).isEqualTo(usual + 48);
  }

  @Test
  void aDashedLineHasGaps() throws IOException {
    BufferedImage image =
        draw(
            panel(
                curve(Ink.BLUE, Stroke.SOLID, -140, -130, -120, -110),
                curve(Ink.VERMILION, Stroke.DASHED, -145, -135, -125, -115)));
    int solid = count(image, Ink.BLUE);
    assertThat(solid).isGreaterThan(1000);
    assertThat(count(image, Ink.VERMILION)).isBetween(solid / 3, solid * 4 / 5);
  }

  @Test
  void whatLiesOutsideIsCutOff() throws IOException {
    assertThat(
            count(draw(panel(curve(Ink.GREEN, Stroke.SOLID, -900, -800, -200, -151))), Ink.GREEN))
        .isZero();
    assertThat(count(draw(panel(curve(Ink.GREEN, Stroke.SOLID, -99, -80, -70, -60))), Ink.GREEN))
        .isZero();
    assertThat(count(draw(panel(curve(Ink.GREEN, Stroke.SOLID, -900, 0, -900, 0))), Ink.GREEN))
        .isBetween(200, 10_000);
  }

  @Test
  void pointsBesideThePanelAreLeftOut() throws IOException {
    Curve early =
        Curve.of("early", Ink.SKY, Stroke.SOLID, new double[] {1, 1e4}, new double[] {-120, -110});
    BufferedImage image = draw(panel(early.withErrors(new double[] {5, 5})));
    assertThat(count(image, Ink.SKY)).isZero();
  }

  @Test
  void whatIsNotFiniteIsLeftOut() throws IOException {
    double nan = Double.NaN;
    double infinite = Double.NEGATIVE_INFINITY;
    assertThat(count(draw(panel(curve(Ink.BLUE, Stroke.SOLID, nan, nan, nan, nan))), Ink.BLUE))
        .isZero();
    assertThat(
            count(draw(panel(curve(Ink.BLUE, Stroke.SOLID, infinite, nan, -120, -110))), Ink.BLUE))
        .isPositive();
  }

  @Test
  void errorBarsHaveTheColourOfTheirCurve() throws IOException {
    Curve plain = curve(Ink.PURPLE, Stroke.SOLID, -140, -130, -120, -110);
    Curve barred = plain.withErrors(new double[] {5, 5, 5, 5});
    assertThat(count(draw(panel(barred)), Ink.PURPLE))
        .isGreaterThan(count(draw(panel(plain)), Ink.PURPLE) + 200);
  }

  @Test
  void axesAroundValues() {
    assertThat(Axis.around("x", -20, Double.NaN, -10)).isEqualTo(Axis.linear("x", -20.6, -9.4));
    assertThat(Axis.around("x", 5)).isEqualTo(Axis.linear("x", 4.7, 5.3));
    assertThat(Axis.around("x", Double.NaN).low()).isNegative();
    assertThat(Axis.decadesAround("x", 0.02, -1, 300)).isEqualTo(Axis.log("x", 0.01, 1000));
    assertThat(Axis.decadesAround("x", 100)).isEqualTo(Axis.log("x", 100, 1000));
    assertThat(Axis.decadesAround("x", -3)).isEqualTo(Axis.log("x", 1, 10));
  }

  @Test
  void numbersOfPointsAndEndsOfAxesAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> curve(Ink.BLUE, Stroke.SOLID, 1, 2))
        .withMessage("BLUE: 4 x, 2 y and 0 errors");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Axis.log("x", 0, 1))
        .withMessage("no axis goes from 0.0 to 1.0 on a LOG scale");
    assertThatIllegalArgumentException().isThrownBy(() -> Axis.linear("x", 1, 1));
  }
}
