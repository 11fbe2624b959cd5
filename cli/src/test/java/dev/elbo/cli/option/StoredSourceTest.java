package dev.elbo.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.data.DataCache;
import dev.elbo.data.Dataset;
import dev.elbo.data.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoredSourceTest {
  @ParameterizedTest
  @EnumSource(Part.class)
  void partsOfNamedSetsAreFoundAgain(Part part) throws IOException {
    DataArgument digits = DataArgument.parse("digits");
    Dataset rows = digits.namedSet().orElseThrow().load(part, new DataCache(Path.of("")));
    assertThat(StoredSource.parse(StoredSource.words(digits, rows)))
        .isEqualTo(new StoredSource(digits, Optional.of(part), List.of()));
  }

  /** From any folder; a file that is called like a set is told apart by its path. */
  @Test
  void filesAreFoundAgainByTheirWholePath() {
    Dataset rows = Dataset.ofFloats("rows.npy", 1, new float[1]);
    String words = StoredSource.words(DataArgument.parse("../digits/./train"), rows);
    assertThat(words).isEqualTo(Path.of("..").toAbsolutePath().normalize() + "/digits/train");
    assertThat(StoredSource.parse(words))
        .isEqualTo(new StoredSource(new DataArgument(words), Optional.empty(), List.of()));
  }

  @Test
  void tablesAreFoundAgainWithTheOptionsTheyAreReadBy() {
    List<String> how = List.of("--delimiter", ";", "--no-header");
    String words =
        StoredSource.words(
            Optional.of(DataArgument.parse("/a b/part-*.csv")), TableOptions.parse(how));
    StoredSource found = StoredSource.parse(words);
    assertThat(found)
        .isEqualTo(new StoredSource(new DataArgument("/a b/part-*.csv"), Optional.empty(), how));
    assertThat(found.table().words()).isEqualTo(how);
  }

  @Test
  void queriesAreFoundAgainAndDatabasesAreNotWrittenDown() {
    List<String> query = List.of("--query", "select 1,\n\t'x y'");
    String words = StoredSource.words(Optional.empty(), TableOptions.parse(query));
    assertThat(StoredSource.parse(words).table().words()).isEqualTo(query);
    TableOptions secret =
        TableOptions.parse(List.of("--query", "select 1", "--database", "jdbc:x:user:password"));
    assertThat(StoredSource.words(Optional.empty(), secret)).isEmpty();
  }
}
