package dev.elbo.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class CurveChartTest {
  private static final int BLUE = 0x0072B2;
  private static final int VERMILION = 0xD55E00;

  private static LearningCurve curve(int epochs, boolean heldOut) {
    List<LearningCurve.Point> points = new ArrayList<>();
    for (int i = 1; i <= epochs; i++) {
      double bound = -20 - 300.0 / (i * i * i);
      OptionalDouble judged = heldOut ? OptionalDouble.of(bound - 1) : OptionalDouble.empty();
      points.add(new LearningCurve.Point(i, bound, judged, true));
    }
    return new LearningCurve(points);
  }

  /** How many pixels below the legend have a colour. */
  private static int count(BufferedImage image, int rgb) {
    int count = 0;
    for (int y = 80; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        count += (image.getRGB(x, y) & 0xFFFFFF) == rgb ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void bothLinesAreDrawn() throws IOException {
    Drawing drawing = CurveChart.draw(curve(40, true));
    assertThat(drawing.image().getWidth()).isEqualTo(1800);
    assertThat(drawing.image().getHeight()).isEqualTo(1000);
    assertThat(count(drawing.image(), BLUE)).isGreaterThan(2000);
    assertThat(count(drawing.image(), VERMILION)).isGreaterThan(2000);
    assertThat(drawing.caption())
        .isEqualTo(
            "The lower bound after each pass over the training rows: on these, as a mean over the"
                + " pass while parameters moved, and on rows held out from training. The model kept"
                + " is that of epoch 40 of 40. Epochs far below the others are cut off.");
  }

  @Test
  void withoutHeldOutRowsThereIsOneLine() throws IOException {
    Drawing drawing = CurveChart.draw(curve(40, false));
    assertThat(count(drawing.image(), BLUE)).isGreaterThan(2000);
    assertThat(count(drawing.image(), VERMILION)).isZero();
    assertThat(drawing.caption())
        .contains("No rows were held out; the model kept is the last one.");
  }

  @Test
  void aSingleEpochIsAPoint() throws IOException {
    BufferedImage image = CurveChart.draw(curve(1, false)).image();
    assertThat(count(image, BLUE)).isBetween(50, 1000);
  }

  @Test
  void infiniteBoundsAreLeftOut() throws IOException {
    List<LearningCurve.Point> points = new ArrayList<>(curve(3, false).points());
    points.add(new LearningCurve.Point(4, Double.NaN, OptionalDouble.empty(), false));
    points.add(new LearningCurve.Point(5, Double.NEGATIVE_INFINITY, OptionalDouble.empty(), false));
    assertThat(count(CurveChart.draw(new LearningCurve(points)).image(), BLUE)).isPositive();
    List<LearningCurve.Point> none = points.subList(3, 5);
    assertThat(count(CurveChart.draw(new LearningCurve(none)).image(), BLUE)).isZero();
  }

  @Test
  void firstEpochsDoNotSquashTheRest() {
    Span span = Span.of(curve(100, true));
    assertThat(span.low()).isGreaterThan(-30);
    assertThat(span.high()).isBetween(-20.0, -19.0);
    LearningCurve.Point point = new LearningCurve.Point(1, -5, OptionalDouble.empty(), true);
    assertThat(Span.of(new LearningCurve(List.of(point)))).isEqualTo(new Span(-5.1, -4.9));
  }

  @Test
  void aLineIsCutWhereItCrossesTheEdge() {
    Line line = Line.of(new double[] {1, 2, 3}, new double[] {-10, -2, -1}, -4, 0);
    assertThat(line.x()).containsExactly(1.0, 1.75, 2.0, 3.0);
    assertThat(line.y()).containsExactly(Double.NaN, -4.0, -2.0, -1.0);
    Line through = Line.of(new double[] {0, 10, 20}, new double[] {-5, 5, -5}, -2, 3);
    assertThat(through.x()).containsExactly(0.0, 3.0, 8.0, 10.0, 12.0, 17.0, 20.0);
    assertThat(through.y())
        .containsExactly(Double.NaN, -2.0, 3.0, Double.NaN, 3.0, -2.0, Double.NaN);
  }
}
