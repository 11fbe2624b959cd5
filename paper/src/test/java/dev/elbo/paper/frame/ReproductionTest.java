package dev.elbo.paper.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.data.DataCache;
import dev.elbo.data.DataException;
import dev.elbo.paper.data.PaperSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproductionTest {
  @TempDir private Path folder;
  private final Toy toy = new Toy();

  /** What a reproduction told, a line a word. */
  private static final class Log implements RunListener {
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void planned(int parts, int finished, int sideBySide) {
      lines.add("%d %d %d".formatted(parts, finished, sideBySide));
    }

    @Override
    public void started(String part) {
      lines.add("started " + part);
    }

    @Override
    public void progressed(String part, double done, Supplier<String> text) {
      lines.add("%s %s %s".formatted(part, done, text.get()));
    }

    @Override
    public void finished(String part, double seconds) {
      lines.add("finished " + part);
    }

    @Override
    public void failed(String part, Throwable failure) {
      lines.add("failed " + part);
    }
  }

  private Path out() {
    return folder.resolve("out");
  }

  private List<String> run(int threads) throws IOException {
    Log log = new Log();
    new Reproduction(toy, Budget.TRIAL, new DataCache(folder), out(), threads).run(log);
    return log.lines;
  }

  @Test
  void partsLeaveTheirResultWithSettingsAndTime() throws IOException {
    List<Path> files =
        new Reproduction(toy, Budget.TRIAL, new DataCache(folder), out(), 2).run(new Log());
    assertThat(files).containsExactly(out().resolve("summary.md"), out().resolve("toy.csv"));
    assertThat(Files.readAllLines(out().resolve("parts/square-3.csv")))
        .startsWith("# number: 3", "# factor: 1", "# seed: 7")
        .satisfies(lines -> assertThat(lines.get(3)).matches("# seconds: \\d+\\.\\d+"))
        .endsWith("# side by side: 2", "number,square", "3,9.0");
    assertThat(Files.readAllLines(out().resolve("toy.csv")))
        .containsExactly(
            "part,number,square", "square-1,1,1.0", "square-2,2,4.0", "square-3,3,9.0");
  }

  @Test
  void theSummaryHasResultsSettingsTimesAndDeviations() throws IOException {
    run(1);
    assertThat(Files.readString(out().resolve("summary.md")))
        .startsWith("# Squares\n\n`elbo reproduce toy --budget trial`, Elbo ")
        .contains("\n## Results\n\nThey are square.\n")
        .contains("| setting | all parts |\n| --- | --- |\n| factor | 1 |\n| seed | 7 |\n")
        .contains("| part | number |\n| --- | --- |\n| square-1 | 1 |\n| square-2 | 2 |\n")
        .contains("| part | one thread for | parts side by side |\n| --- | --- | --- |\n")
        .contains("| together | ")
        .endsWith("\n## Deviations\n\n- Small numbers only.\n");
  }

  @Test
  void listenersAreToldOfEveryPart() throws IOException {
    assertThat(run(1))
        .startsWith("3 0 1", "started square-1", "square-1 0.75 nearly", "finished square-1")
        .hasSize(10);
    assertThat(run(1)).containsExactly("3 3 1");
  }

  @Test
  void whatFailedIsDoneAgainAndNothingElse() throws IOException {
    toy.failing = 2;
    assertThatThrownBy(() -> run(2))
        .isInstanceOf(PartsFailedException.class)
        .hasMessage(
            "1 of 3 parts failed, and the others are kept: square-2: out of paper; the same command"
                + " tries again");
    assertThat(toy.ran).containsExactlyInAnyOrder("square-1", "square-2", "square-3");
    assertThat(out().resolve("summary.md")).doesNotExist();
    toy.failing = 0;
    toy.ran.clear();
    assertThat(run(2)).startsWith("3 2 1");
    assertThat(toy.ran).containsExactly("square-2");
    assertThat(out().resolve("summary.md")).exists();
  }

  @Test
  void thereIsNothingToDoTwice() throws IOException {
    run(2);
    byte[] before = Files.readAllBytes(out().resolve("toy.csv"));
    Files.delete(out().resolve("toy.csv"));
    toy.ran.clear();
    run(2);
    assertThat(toy.ran).isEmpty();
    assertThat(out().resolve("toy.csv")).hasBinaryContent(before);
  }

  @Test
  void otherSettingsInTheSameFolderAreRefusedByName() throws IOException {
    run(2);
    toy.ran.clear();
    toy.factor = 2;
    assertThatThrownBy(() -> run(2))
        .isInstanceOf(DataException.class)
        .hasMessage(
            out().resolve("parts/square-1.csv")
                + " was computed with other settings: factor is 2 and was 1; name another folder"
                + " with --out, or remove this one");
    assertThat(toy.ran).isEmpty();
  }

  @Test
  void partsOfAnotherExperimentAreRefused() throws IOException {
    run(2);
    Path other = Files.createFile(out().resolve("parts/cube-1.csv"));
    assertThatThrownBy(() -> run(2))
        .isInstanceOf(DataException.class)
        .hasMessage(other + " belongs to something else; name another folder with --out");
  }

  @Test
  void aDamagedPartIsNamed() throws IOException {
    run(2);
    Path part = out().resolve("parts/square-2.csv");
    for (String text : new String[] {"", "# seconds: x\n", "number,square\n1,2\n"}) {
      Files.writeString(part, text);
      assertThatThrownBy(() -> run(2))
          .isInstanceOf(DataException.class)
          .hasMessage(
              part + ": this is not the result of a part; remove it, and it is computed again");
    }
  }

  @Test
  void missingDataAreNamedBeforeAnythingIsComputed() {
    toy.sets = Set.of(PaperSet.FREY_FACES, PaperSet.MNIST, PaperSet.BINARIZED_MNIST);
    assertThatThrownBy(() -> run(2))
        .isInstanceOf(DataException.class)
        .hasMessage(
            ("toy needs data that are not here. %s lacks the files of MNIST: \"elbo data mnist\""
                    + " fetches them into the cache, and --data names another folder that has one"
                    + " called mnist. %s lacks binarized_mnist_train.amat,"
                    + " binarized_mnist_valid.amat or binarized_mnist_test.amat: get them by hand"
                    + " from http://www.cs.toronto.edu/~larocheh/public/datasets/binarized_mnist/"
                    + " and put them there. %s lacks frey_rawface.mat: get it by hand from"
                    + " https://cs.nyu.edu/~roweis/data/frey_rawface.mat and put it there (it has"
                    + " no licence, so Elbo does not fetch it). With --budget trial it runs on"
                    + " bundled data")
                .formatted(
                    folder.resolve("mnist"),
                    folder.resolve("binarized-mnist"),
                    folder.resolve("frey-faces")));
    assertThat(toy.ran).isEmpty();
    assertThat(out()).doesNotExist();
  }
}
