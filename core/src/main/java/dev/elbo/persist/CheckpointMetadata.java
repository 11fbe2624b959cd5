package dev.elbo.persist;

import dev.elbo.data.DataDescription;
import dev.elbo.model.Vae;
import dev.elbo.train.TrainOptions;
import dev.elbo.train.TrainingState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a checkpoint says in words and counts: format version, architecture, data, options, and the
 * run, each a string under a key of its own.
 */
record CheckpointMetadata(
    Vae vae,
    DataDescription data,
    RunRows rows,
    TrainOptions options,
    Duration every,
    Position position) {
  static final String FORMAT = "elbo.checkpoint_version";
  private static final String OPTIONS = "elbo.options";
  private static final String RUN = "elbo.run";

  /**
   * How far the run is.
   *
   * @param epochs that have ended
   * @param step steps done
   * @param seconds the run has taken
   */
  record Position(int epochs, long step, double seconds) {
    Position {
      if (epochs < 0) {
        throw new IllegalArgumentException("no valid epochs_ended");
      }
      if (!(seconds >= 0 && seconds < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("no valid seconds");
      }
    }
  }

  static Map<String, String> of(Checkpoint checkpoint) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(FORMAT, Integer.toString(CheckpointFile.FORMAT_VERSION));
    metadata.put(ModelMetadata.MODEL, ModelJson.write(checkpoint.vae().architecture()));
    metadata.put(ModelMetadata.DATA, ModelJson.write(checkpoint.data()));
    metadata.put(OPTIONS, OptionsJson.write(checkpoint.options()));
    metadata.put(RUN, run(checkpoint));
    return metadata;
  }

  private static String run(Checkpoint checkpoint) {
    RunRows rows = checkpoint.rows();
    TrainingState state = checkpoint.state();
    ObjectNode node = SafetensorsHeader.JSON.createObjectNode();
    node.put("version", Version.current());
    node.put("data_sha256", rows.sha256());
    node.put("held_out", rows.heldOut());
    node.put("training_rows", rows.trainingRows());
    node.put("held_out_rows", rows.heldOutRows());
    node.put("source", rows.source());
    node.put("checkpoint_every_ms", checkpoint.every().toMillis());
    node.put("epochs_ended", state.history().size());
    node.put("step", state.step());
    node.put("seconds", state.seconds());
    return SafetensorsHeader.JSON.writeValueAsString(node);
  }

  /**
   * Checks that a file is a checkpoint and of a version that can be read, before all else in it.
   */
  static void requireVersion(Path file, Map<String, String> metadata) {
    String version = metadata.get(FORMAT);
    if (version == null) {
      throw new ModelFormatException(
          file,
          metadata.containsKey(ModelMetadata.FORMAT)
              ? "a model, not a checkpoint: training cannot go on from it"
              : "a safetensors file, but no checkpoint of Elbo: its metadata has no " + FORMAT);
    }
    if (!version.equals(Integer.toString(CheckpointFile.FORMAT_VERSION))) {
      throw new ModelFormatException(
          file,
          "written in checkpoint format %s; this version of Elbo (%s) reads format %d"
              .formatted(version, Version.current(), CheckpointFile.FORMAT_VERSION));
    }
  }

  /** Reads what the strings say, each against its own rules only. */
  static CheckpointMetadata read(Path file, Map<String, String> metadata) {
    CheckpointMetadata read;
    try {
      Fields run = Fields.of(ModelMetadata.entry(metadata, RUN));
      run.text("version");
      read =
          new CheckpointMetadata(
              Vae.of(
                  ModelJson.readArchitecture(ModelMetadata.entry(metadata, ModelMetadata.MODEL))),
              ModelJson.readData(ModelMetadata.entry(metadata, ModelMetadata.DATA)),
              readRows(run),
              OptionsJson.read(ModelMetadata.entry(metadata, OPTIONS)),
              Checkpoint.requireInterval(Duration.ofMillis(run.wholeNumber("checkpoint_every_ms"))),
              new Position(
                  run.integer("epochs_ended"), run.wholeNumber("step"), run.number("seconds")));
      run.requireNoOthers();
    } catch (IllegalArgumentException | JacksonException e) {
      throw new ModelFormatException(
          file, "damaged: its description of the run is not valid: " + ModelMetadata.firstLine(e));
    }
    ModelMetadata.requireColumns(file, read.data, read.vae);
    return read;
  }

  private static RunRows readRows(Fields run) {
    return new RunRows(
        run.text("data_sha256"),
        run.number("held_out"),
        run.integer("training_rows"),
        run.integer("held_out_rows"),
        run.text("source"));
  }
}
