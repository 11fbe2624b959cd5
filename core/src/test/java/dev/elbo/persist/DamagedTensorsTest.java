package dev.elbo.persist;

import dev.elbo.damage.Mutation;
import dev.elbo.damage.Trial;
import dev.elbo.damage.Words;
import dev.elbo.exchange.ImportOptions;
import dev.elbo.exchange.PyTorchExport;
import dev.elbo.exchange.PyTorchImport;
import dev.elbo.model.Architecture;
import dev.elbo.train.TrainOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Models, checkpoints and files of PyTorch's, damaged in many ways. */
class DamagedTensorsTest {
  /** The tree of a header's JSON, with a node for each sign in the worst case. */
  private static final int MULTIPLE = 200;

  @TempDir private Path folder;

  /** Changes a word of the header, whose length is made to fit. */
  private static byte[] header(byte[] file, SplittableRandom random) {
    try {
      FileParts parts = FileParts.of(file);
      return new FileParts(Words.damaged(parts.header(), random), parts.data()).bytes();
    } catch (RuntimeException e) {
      return file; // its header is beyond recognition already
    }
  }

  /** Changes a word, and takes out the hash that would notice it. */
  private static byte[] withoutHash(byte[] file, SplittableRandom random) {
    try {
      FileParts parts = FileParts.of(header(file, random));
      return new FileParts(parts.header().replace("elbo.sha256", "sha256"), parts.data()).bytes();
    } catch (RuntimeException e) {
      return file;
    }
  }

  private static final Mutation AWARE =
      Mutation.oneOf(DamagedTensorsTest::header, DamagedTensorsTest::withoutHash);

  private interface Writer {
    void write(Path file) throws IOException;
  }

  private byte[] written(Writer writer) throws IOException {
    Path file = folder.resolve("file");
    writer.write(file);
    return Files.readAllBytes(file);
  }

  private static List<StoredModel> models() {
    List<Architecture> all = StoredModels.architectures();
    return List.of(
        StoredModels.small(),
        StoredModels.of(all.get(all.size() - 1)),
        StoredModels.of(all.get(7)),
        StoredModels.of(all.get(20)));
  }

  @Test
  void models(TestReporter reporter) throws IOException {
    List<byte[]> good = new ArrayList<>();
    for (StoredModel model : models()) {
      good.add(written(file -> ModelFile.write(file, model)));
    }
    new Trial("model", good, AWARE, ModelFile::read, ModelFormatException.class, MULTIPLE)
        .run(folder, reporter);
  }

  @Test
  void checkpoints(TestReporter reporter) throws IOException {
    List<byte[]> good = new ArrayList<>();
    for (Checkpoint checkpoint :
        List.of(
            StoredCheckpoints.small(),
            StoredCheckpoints.of(TrainOptions.builder().build(), 0, 0, 0))) {
      good.add(written(file -> CheckpointFile.write(file, checkpoint)));
    }
    new Trial("checkpoint", good, AWARE, CheckpointFile::read, ModelFormatException.class, MULTIPLE)
        .run(folder, reporter);
  }

  @Test
  void filesOfPyTorchs(TestReporter reporter) throws IOException {
    List<byte[]> good = new ArrayList<>();
    for (StoredModel model : models()) {
      if (!model.vae().architecture().likelihood().equals(StoredModels.mixed())) {
        good.add(
            written(
                file ->
                    PyTorchExport.write(
                        file, model, PyTorchExport.usualNames(model.vae().architecture()))));
      }
    }
    new Trial(
            "PyTorch",
            good,
            AWARE,
            file -> PyTorchImport.read(file, ImportOptions.DEFAULT),
            ModelFormatException.class,
            MULTIPLE)
        .run(folder, reporter);
  }
}
