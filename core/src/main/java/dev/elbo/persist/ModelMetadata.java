package dev.elbo.persist;

import dev.elbo.data.DataDescription;
import dev.elbo.eval.Calibration;
import dev.elbo.model.Vae;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * What a model file says in words: format version, architecture, data, training and calibration,
 * each a string under a key of its own.
 */
record ModelMetadata(
    Vae vae, DataDescription data, TrainingRecord training, Optional<Calibration> calibration) {
  static final String FORMAT = "elbo.format_version";
  static final String MODEL = "elbo.model";
  static final String DATA = "elbo.data";
  private static final String TRAINING = "elbo.training";
  private static final String CALIBRATION = "elbo.strangeness";

  static Map<String, String> of(StoredModel model) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(FORMAT, Integer.toString(ModelFile.FORMAT_VERSION));
    metadata.put(MODEL, ModelJson.write(model.vae().architecture()));
    metadata.put(DATA, ModelJson.write(model.data()));
    metadata.put(TRAINING, ModelJson.write(model.training()));
    model.calibration().ifPresent(c -> metadata.put(CALIBRATION, ModelJson.write(c)));
    return metadata;
  }

  /** Checks that a file is Elbo's and of a version that can be read, before all else in it. */
  static void requireVersion(Path file, Map<String, String> metadata) {
    String version = metadata.get(FORMAT);
    if (version == null && metadata.containsKey(CheckpointMetadata.FORMAT)) {
      throw new ModelFormatException(
          file, "a checkpoint, not a model: elbo train --resume goes on from the folder it is in");
    }
    if (version == null) {
      throw new ModelFormatException(
          file, "a safetensors file, but not of Elbo: its metadata has no " + FORMAT);
    }
    if (!version.equals(Integer.toString(ModelFile.FORMAT_VERSION))) {
      throw new ModelFormatException(
          file,
          "written in model format %s; this version of Elbo (%s) reads format %d"
              .formatted(version, Version.current(), ModelFile.FORMAT_VERSION));
    }
  }

  static ModelMetadata read(Path file, Map<String, String> metadata) {
    ModelMetadata read;
    try {
      read =
          new ModelMetadata(
              Vae.of(ModelJson.readArchitecture(entry(metadata, MODEL))),
              ModelJson.readData(entry(metadata, DATA)),
              ModelJson.readTraining(entry(metadata, TRAINING)),
              Optional.ofNullable(metadata.get(CALIBRATION)).map(ModelJson::readCalibration));
    } catch (IllegalArgumentException | JacksonException e) {
      throw new ModelFormatException(
          file, "damaged: its description of the model is not valid: " + firstLine(e));
    }
    requireColumns(file, read.data, read.vae);
    read.calibration.ifPresent(calibration -> requireUsual(file, calibration, read.data));
    return read;
  }

  /** A calibration of other columns would give wrong p-values without a word. */
  private static void requireUsual(Path file, Calibration calibration, DataDescription data) {
    if (calibration.usual().size() != data.columns()) {
      throw new ModelFormatException(
          file,
          "damaged: what is usual of %d columns for a model of %d"
              .formatted(calibration.usual().size(), data.columns()));
    }
  }

  static void requireColumns(Path file, DataDescription data, Vae vae) {
    if (data.columns() != vae.dataSize()) {
      throw new ModelFormatException(
          file,
          "damaged: data of %d columns for a model of %d"
              .formatted(data.columns(), vae.dataSize()));
    }
  }

  static String entry(Map<String, String> metadata, String key) {
    String text = metadata.get(key);
    if (text == null) {
      throw new IllegalArgumentException("no " + key);
    }
    return text;
  }

  /** Jackson adds lines that say where in the source it was. */
  static String firstLine(Exception e) {
    String message = e.getMessage();
    return message == null ? e.toString() : message.lines().findFirst().orElse("");
  }
}
