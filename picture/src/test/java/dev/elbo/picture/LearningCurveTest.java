package dev.elbo.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.data.DataException;
import dev.elbo.data.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearningCurveTest {
  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("training.csv"), text);
  }

  private void assertRejected(Path file, String message) {
    assertThatThrownBy(() -> LearningCurve.read(file))
        .isInstanceOf(DataException.class)
        .hasMessage(message.replace("FILE", file.toString()));
  }

  @Test
  void columnsAreFoundByName() throws IOException {
    LearningCurve curve =
        LearningCurve.read(
            file(
                "best,held_out_bound,bound,epoch\ntrue,-3.5,-4,1\ntrue,-2.5,-3,2\nfalse,-2.6,-2,3\n"));
    assertThat(curve.epochs()).isEqualTo(3);
    assertThat(curve.points().get(2))
        .isEqualTo(new LearningCurve.Point(3, -2, OptionalDouble.of(-2.6), false));
    assertThat(curve.best().orElseThrow().epoch()).isEqualTo(2);
  }

  @Test
  void whatTrainingWritesIsRead() throws IOException {
    Models.run(Models.gaussian(Models.table("table", 3), 2), folder);
    LearningCurve curve = LearningCurve.read(folder.resolve("training.csv"));
    assertThat(curve.epochs()).isEqualTo(3);
    assertThat(curve.best()).isPresent();
  }

  @Test
  void withoutHeldOutRowsThereIsNoBest() throws IOException {
    Dataset table = Models.table("table", 3);
    Models.run(Models.gaussian(table, 2).heldOut(0), folder);
    assertThat(LearningCurve.read(folder.resolve("training.csv")).best()).isEmpty();
  }

  @Test
  void anythingElseIsAnswered() throws IOException {
    assertRejected(
        folder.resolve("none.csv"),
        "there is no FILE; a learning curve needs the folder of a training run");
    assertRejected(file(""), "FILE is no table of epochs: its first line names no column epoch");
    String header = "epoch,bound,held_out_bound,best\n";
    assertRejected(file(header), "FILE holds no epoch yet");
    assertRejected(file(header + "1,2\n"), "FILE: line 2 has 2 cells where the first line has 4");
    assertRejected(
        file(header + "1,-2,,true\n2,x,,true\n"),
        "FILE: line 3 holds something that is no number: 2,x,,true");
  }
}
