package dev.elbo.cli.option;

import dev.elbo.picture.text.Numbers;
import dev.elbo.preprocessing.LevelTransform;
import dev.elbo.schema.Binary;
import dev.elbo.schema.Column;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts the cells of a column whose level has no name in the model. */
final class UnseenLevels {
  /** Fewer cells than that may be strange ones all. */
  private static final int FEWEST = 10;

  private long cells;
  private long unseen;
  private @Nullable String first;
  private long firstRow;

  /** Counts those of a block. */
  void add(LevelTransform levels, @Nullable String[] texts, long row) {
    for (int i = 0; i < texts.length; i++) {
      if (texts[i] == null) {
        continue;
      }
      cells++;
      if (!levels.knows(texts[i])) {
        if (unseen == 0) {
          first = texts[i];
          firstRow = row + i + 1;
        }
        unseen++;
      }
    }
  }

  /** How many there are. */
  long unseen() {
    return unseen;
  }

  /** That of a column of two values none of many cells is known. New levels may well be so many. */
  Optional<String> problem(Column column) {
    if (!(column.type() instanceof Binary binary) || cells < FEWEST || unseen < cells) {
      return Optional.empty();
    }
    return Optional.of(
        "column %s: the model knows none of its %s cells; row %s has \"%s\", in training there were \"%s\" and \"%s\"; write the cells as they were written there, or leave them empty where they are not known"
            .formatted(
                column.name(),
                Numbers.whole(cells),
                Numbers.whole(firstRow),
                first,
                binary.zero(),
                binary.one()));
  }
}
