package dev.elbo.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Against bytes that were worked out by hand from the description of the wire format. */
class MessageTest {

  private static String hex(Message message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      message.writeTo(out);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    assertThat(message.size()).isEqualTo(out.size());
    return HexFormat.of().formatHex(out.toByteArray());
  }

  @Test
  void numbersAreSevenBitsAByte() {
    assertThat(hex(new Message().number(1, 150))).isEqualTo("089601");
    assertThat(hex(new Message().number(1, 0))).isEqualTo("0800");
    assertThat(hex(new Message().number(1, 127))).isEqualTo("087f");
    assertThat(hex(new Message().number(1, 128))).isEqualTo("088001");
    assertThat(hex(new Message().number(1, -1))).isEqualTo("08ffffffffffffffffff01");
    assertThat(hex(new Message().number(1, Long.MIN_VALUE))).isEqualTo("0880808080808080808001");
  }

  /** From field 16 on the tag takes two bytes. */
  @Test
  void aFieldBeginsWithItsNumberAndKind() {
    assertThat(hex(new Message().number(15, 1))).isEqualTo("7801");
    assertThat(hex(new Message().number(16, 1))).isEqualTo("800101");
  }

  @Test
  void realsAreLittleEndian() {
    assertThat(hex(new Message().real(2, 1))).isEqualTo("150000803f");
    assertThat(hex(new Message().real(2, Float.NaN))).isEqualTo("150000c07f");
  }

  @Test
  void textsAndMessagesHaveTheirLengthInFront() {
    Message inner = new Message().number(1, 150);
    assertThat(hex(new Message().text(2, "testing"))).isEqualTo("120774657374696e67");
    assertThat(hex(new Message().text(2, "é"))).isEqualTo("1202c3a9");
    assertThat(hex(new Message().text(2, ""))).isEqualTo("1200");
    assertThat(hex(new Message().message(3, inner))).isEqualTo("1a03089601");
    assertThat(hex(new Message().bytes(4, new byte[200]))).startsWith("22c80100").hasSize(2 * 203);
  }
}
