package dev.elbo.cli.console;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;

/** For terminals that know ASCII only: a sign for each sign they do not. */
final class AsciiSigns extends FilterWriter {
  private static final Map<Character, String> SIGNS =
      Map.of(
          '−', "-", '–', "-", '×', "x", '…', "...", '━', "=", '╸', ">", '±', "+-", 'σ', "sigma",
          'μ', "mu", '²', "^2");

  AsciiSigns(Writer writer) {
    super(writer);
  }

  @Override
  public void write(int c) throws IOException {
    String sign = SIGNS.get((char) c);
    if (sign == null) {
      out.write(c);
    } else {
      out.write(sign);
    }
  }

  @Override
  public void write(char[] buffer, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      write(buffer[i]);
    }
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    write(text.toCharArray(), offset, length);
  }
}
