package dev.elbo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A table of people whose columns all follow one thing, with gaps. */
final class People {
  static final String HEADER = "id,age,income,visits,member,city,note";

  private People() {}

  /** Lines without the header; line i is the same whatever the number of lines. */
  static List<String> lines(int count) {
    Random random = new Random(11);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double u = random.nextGaussian();
      lines.add(
          "p%04d,%d,%s,%d,%s,%s,same"
              .formatted(
                  i,
                  Math.round(40 + 8 * u),
                  i % 9 == 4 ? "?" : String.valueOf(Math.round(30_000 * Math.exp(0.5 * u))),
                  Math.round(Math.exp(1 + 0.4 * u)),
                  u > 0 ? "yes" : "no",
                  u > 1 ? "Rome" : u > -0.5 ? "Oslo" : "Bern"));
    }
    return lines;
  }

  static void write(Path file, List<String> lines) throws IOException {
    Files.writeString(file, HEADER + "\n" + String.join("\n", lines) + "\n");
  }
}
