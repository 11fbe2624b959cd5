package dev.elbo.picture.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  void numbersReadWell() {
    assertThat(Numbers.fixed(-20.714, 2)).isEqualTo("−20.71");
    assertThat(Numbers.fixed(1234.5, 1)).isEqualTo("1,234.5");
    assertThat(Numbers.fixed(-0.001, 2)).isEqualTo("0.00");
    assertThat(Numbers.fixed(Double.NEGATIVE_INFINITY, 2)).isEqualTo("−Infinity");
    assertThat(Numbers.fixed(Double.NaN, 2)).isEqualTo("unknown");
    assertThat(Numbers.whole(60_000)).isEqualTo("60,000");
  }

  @Test
  void noNeedlessDecimals() {
    assertThat(Numbers.plain(-3)).isEqualTo("−3");
    assertThat(Numbers.plain(100)).isEqualTo("100");
    assertThat(Numbers.plain(0.5)).isEqualTo("0.5");
    assertThat(Numbers.plain(-3.14159)).isEqualTo("−3.142");
    assertThat(Numbers.plain(2.00001)).isEqualTo("2");
    assertThat(Numbers.plain(1209.6)).isEqualTo("1210");
    assertThat(Numbers.plain(-1000.04)).isEqualTo("−1000");
    assertThat(Numbers.plain(120.04)).isEqualTo("120");
    assertThat(Numbers.plain(-120_003.4)).isEqualTo("−120003");
    assertThat(Numbers.plain(1.5e20)).isEqualTo("1.5e+20");
  }

  @Test
  void numbersWithAllTheirDigits() {
    assertThat(Numbers.exact(100_000.8)).isEqualTo("100000.8");
    assertThat(Numbers.exact(-0.1)).isEqualTo("−0.1");
    assertThat(Numbers.exact(0)).isEqualTo("0");
    assertThat(Numbers.exact(900_000)).isEqualTo("900000");
    assertThat(Numbers.exact(1.5e40)).isEqualTo("1.5E+40");
    assertThat(Numbers.exact(-2e-20)).isEqualTo("−2E−20");
  }

  @Test
  void powersOfTen() {
    assertThat(Numbers.powerOfTen(0)).isEqualTo("1");
    assertThat(Numbers.powerOfTen(4)).isEqualTo("10,000");
    assertThat(Numbers.powerOfTen(5)).isEqualTo("10⁵");
    assertThat(Numbers.powerOfTen(-12)).isEqualTo("10⁻¹²");
  }

  @Test
  void oneOrMore() {
    assertThat(Numbers.rows(1)).isEqualTo("1 row");
    assertThat(Numbers.rows(1797)).isEqualTo("1,797 rows");
    assertThat(Numbers.counted(2, "thread")).isEqualTo("2 threads");
  }

  @Test
  void times() {
    assertThat(Numbers.seconds(3.2)).isEqualTo("3 s");
    assertThat(Numbers.seconds(125)).isEqualTo("2 min 5 s");
    assertThat(Numbers.seconds(4800)).isEqualTo("1 h 20 min");
  }
}
