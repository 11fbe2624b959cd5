package dev.elbo.paper.frame;

import dev.elbo.data.DataCache;
import dev.elbo.paper.data.PaperSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An experiment of three parts that square a number, and remember which of them ran. */
final class Toy implements Experiment {
  final List<String> ran = Collections.synchronizedList(new ArrayList<>());
  Set<PaperSet> sets = Set.of(PaperSet.DIGITS);
  int factor = 1;
  int failing;

  private record Square(int number, int factor, long seed) {}

  @Override
  public String name() {
    return "toy";
  }

  @Override
  public String title() {
    return "Squares";
  }

  @Override
  public Set<PaperSet> sets(Budget budget) {
    return sets;
  }

  @Override
  public List<Part> parts(Budget budget, DataCache data) {
    return List.of(part(1), part(2), part(3));
  }

  private Part part(int number) {
    return new Part(
        "square-" + number,
        Settings.of(new Square(number, factor, 7)),
        context -> {
          ran.add("square-" + number);
          if (number == failing) {
            throw new IllegalStateException("out of paper");
          }
          context.stage(0.5, 1).progress().at(0.5, () -> "nearly");
          return Table.columns("number", "square").row(number, 1.0 * number * number).build();
        });
  }

  @Override
  public Report report(Budget budget, Results results) {
    return new Report(
        Map.of("toy", results.all()), Map.of(), "They are square.", List.of("Small numbers only."));
  }
}
