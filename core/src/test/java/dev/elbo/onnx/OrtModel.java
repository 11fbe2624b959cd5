package dev.elbo.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** A file in ONNX Runtime. */
final class OrtModel implements AutoCloseable {
  private final OrtSession session;

  private OrtModel(OrtSession session) {
    this.session = session;
  }

  static OrtModel of(OnnxFile file) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      // One thread: idle ones would keep a processor busy.
      options.setIntraOpNumThreads(1);
      return new OrtModel(OrtEnvironment.getEnvironment().createSession(bytes(file), options));
    } catch (OrtException e) {
      throw new IllegalStateException(file.name(), e);
    }
  }

  static byte[] bytes(OnnxFile file) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      file.writeTo(Channels.newChannel(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  OrtSession session() {
    return session;
  }

  Map<String, String> metadata() {
    try {
      return session.getMetadata().getCustomMetadata();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs arrays by name of the input. */
  Results run(Map<String, ?> arrays) {
    Map<String, OnnxTensor> tensors = new HashMap<>();
    try {
      for (Map.Entry<String, ?> entry : arrays.entrySet()) {
        tensors.put(
            entry.getKey(),
            OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), entry.getValue()));
      }
      Map<String, Object> values = new LinkedHashMap<>();
      try (OrtSession.Result result = session.run(tensors)) {
        for (Map.Entry<String, OnnxValue> output : result) {
          values.put(output.getKey(), output.getValue().getValue());
        }
      }
      return new Results(values);
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}
