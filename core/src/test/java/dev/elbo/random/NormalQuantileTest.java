package dev.elbo.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalQuantileTest {

  /** Newton's method on erfc in 50 digits, rounded to double; both sides of 0.075 and of e⁻²⁵. */
  @ParameterizedTest
  @CsvSource({
    "0.25, -0.6744897501960817",
    "0.6, 0.2533471031357997",
    "0.1, -1.2815515655446004",
    "0.9, 1.2815515655446006",
    "0.074, -1.4466320671589785",
    "0.076, -1.4325027208258116",
    "0.925, 1.4395314709384561",
    "0.9250000000000002, 1.439531470938457",
    "0.05, -1.6448536269514726",
    "0.025, -1.9599639845400543",
    "0.975, 1.9599639845400538",
    "0.01, -2.326347874040841",
    "0.001, -3.0902323061678136",
    "1e-05, -4.264890793922825",
    "1e-09, -5.9978070150076865",
    "1.3e-11, -6.667611456510741",
    "1.4e-11, -6.656723091518184",
    "1e-12, -7.034483825301132",
    "1e-20, -9.262340089798407",
    "1e-50, -14.933337534788489",
    "1e-100, -21.273453560965326",
    "1e-200, -30.20559417957964",
    "2.2250738585072014e-308, -37.5193793471445",
    "4.9e-324, -38.467405617144344",
    "0.9999999999999999, 8.209536151601387",
    "0.50000000000001, 2.5046247822045903e-14",
    "1.1102230246251565e-16, -8.209536151601387"
  })
  void agreesWithFiftyDigitsTo1e15Relative(double p, double z) {
    assertThat(NormalQuantile.of(p) / z).isCloseTo(1, within(1e-15));
  }

  @Test
  void halfIsZero() {
    assertThat(NormalQuantile.of(0.5)).isZero();
  }

  @Test
  void zeroAndOneAreInfinite() {
    assertThat(NormalQuantile.of(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(NormalQuantile.of(-0.0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(NormalQuantile.of(1)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1e-300, 1.0000000000000002, Double.NaN, Double.POSITIVE_INFINITY})
  void outsideIsRefused(double p) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NormalQuantile.of(p))
        .withMessage("a probability lies in [0, 1], not " + p);
  }

  /** Bit for bit, so that streams have no sign of their own. */
  @Property
  void isOdd(@ForAll @LongRange(min = 0, max = (1L << 51) - 1) long k) {
    double p = ((double) k + 0.5) * 0x1p-52;
    assertThat(NormalQuantile.of(1 - p)).isEqualTo(-NormalQuantile.of(p));
  }

  /** Where one rational function gives way to the next, it must not fall back. */
  @Test
  void grows() {
    double before = Double.NEGATIVE_INFINITY;
    for (int i = 1; i < 1_000_000; i++) {
      double z = NormalQuantile.of(i * 1e-6);
      assertThat(z > before).as("p = %s", i * 1e-6).isTrue();
      before = z;
    }
    before = Double.NEGATIVE_INFINITY;
    for (double p = 1e-320; p < 0.5; p *= 1.01) {
      double z = NormalQuantile.of(p);
      assertThat(z >= before).as("p = %s", p).isTrue();
      before = z;
    }
  }
}
