package dev.elbo.persist;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/**
 * A second implementation of the model file, written from docs/file-format.md alone: it shares no
 * code with the library, computes row after row in double precision, and trusts what it reads.
 */
final class PlainModel {
  private final ByteBuffer file;
  private final int dataBegin;
  private final Map<String, Object> header;
  private final Map<String, Object> metadata;
  private final Map<String, Object> model;
  private final Map<String, Object> likelihood;
  private final int hiddenLayers;
  private final boolean tied;

  PlainModel(byte[] bytes) {
    file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int headerBytes = (int) file.getLong(0);
    dataBegin = 8 + headerBytes;
    header = PlainJson.object(new String(bytes, 8, headerBytes, StandardCharsets.UTF_8));
    metadata = object(header, "__metadata__");
    model = PlainJson.object(text(metadata, "elbo.model"));
    likelihood = object(model, "likelihood");
    hiddenLayers = ((List<?>) value(model, "hidden")).size();
    tied = text(model, "weights").equals("tied");
  }

  private static Object value(Map<String, Object> object, String key) {
    return Objects.requireNonNull(object.get(key), key);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Map<String, Object> object, String key) {
    return (Map<String, Object>) value(object, key);
  }

  private static String text(Map<String, Object> object, String key) {
    return (String) value(object, key);
  }

  private int begin(String tensor) {
    return offset(tensor, 0);
  }

  /** Of the first byte, or of the one past the last. */
  private int offset(String tensor, int which) {
    List<?> offsets = (List<?>) value(object(header, tensor), "data_offsets");
    return dataBegin + ((Double) offsets.get(which)).intValue();
  }

  private double[] tensor(String name) {
    double[] values = new double[(offset(name, 1) - begin(name)) / 4];
    Arrays.setAll(values, i -> file.getFloat(begin(name) + 4 * i));
    return values;
  }

  /** The hash that the file should have. */
  String sha256() {
    MessageDigest digest = newDigest();
    for (Map.Entry<String, Object> entry : new TreeMap<>(metadata).entrySet()) {
      if (entry.getKey().startsWith("elbo.") && !entry.getKey().equals("elbo.sha256")) {
        digest.update(
            (entry.getKey() + "\0" + entry.getValue() + "\0").getBytes(StandardCharsets.UTF_8));
      }
    }
    for (String name : new TreeMap<>(header).keySet()) {
      if (!name.equals("__metadata__")) {
        digest.update((name + "\0").getBytes(StandardCharsets.UTF_8));
        digest.update(file.array(), begin(name), offset(name, 1) - begin(name));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Wx + b. */
  private double[] linear(String layer, double[] x) {
    double[] y = tensor(layer + ".bias");
    double[] weight = tensor(layer + ".weight");
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < x.length; j++) {
        y[i] += weight[i * x.length + j] * x[j];
      }
    }
    return y;
  }

  private double[] hidden(String network, double[] input) {
    double[] h = input;
    for (int i = 0; i < hiddenLayers; i++) {
      double[] y = linear(network + ".hidden." + i, h);
      Arrays.setAll(y, j -> activation(y[j]));
      h = y;
    }
    return h;
  }

  private double activation(double x) {
    return switch (text(model, "activation")) {
      case "tanh" -> Math.tanh(x);
      case "relu" -> Math.max(x, 0);
      default -> softplus(x);
    };
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  private static double bounded(double s, Map<String, Object> bounds) {
    double t = s;
    if (bounds.get("lower") instanceof Double lower) {
      t = lower + softplus(t - lower);
    }
    return bounds.get("upper") instanceof Double upper ? upper - softplus(upper - t) : t;
  }

  /** What the encoder is given. */
  private double[] inputs(double[] x) {
    if (!text(likelihood, "kind").equals("mixed")) {
      return x;
    }
    List<?> columns = (List<?>) value(likelihood, "columns");
    DoubleStream.Builder inputs = DoubleStream.builder();
    for (int d = 0; d < x.length; d++) {
      @SuppressWarnings("unchecked")
      Map<String, Object> column = (Map<String, Object>) columns.get(d);
      String family = text(column, "family");
      boolean missing = Double.isNaN(x[d]);
      if (family.equals("categorical")) {
        for (int k = 0; k < (Double) value(column, "levels"); k++) {
          inputs.add(x[d] == k ? 1 : 0);
        }
      } else {
        boolean count = family.equals("poisson") || family.equals("negative_binomial");
        inputs.add(missing ? 0 : count ? Math.log(1 + x[d]) : x[d]);
        inputs.add(missing ? 1 : 0);
      }
    }
    return inputs.build().toArray();
  }

  /** μ of q(z|x). */
  double[] mean(double[] x) {
    return linear("encoder.mean", hidden("encoder", inputs(x)));
  }

  /** log σ² of q(z|x). */
  double[] logVariance(double[] x) {
    double[] s = linear("encoder.log_variance", hidden("encoder", inputs(x)));
    Arrays.setAll(s, i -> bounded(s[i], object(model, "encoder_log_variance")));
    return s;
  }

  private boolean bernoulli() {
    return text(likelihood, "kind").equals("bernoulli");
  }

  /** The decoder's first head: logits, or what μ comes from. */
  private double[] firstHead(double[] h) {
    String name = bernoulli() ? "decoder.logits" : "decoder.mean";
    if (!tied) {
      return linear(name, h);
    }
    double[] y = tensor(name + ".bias");
    double[] first = tensor("encoder.hidden.0.weight");
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < h.length; j++) {
        y[i] += first[j * y.length + i] * h[j];
      }
    }
    return y;
  }

  /** E[x|z]. */
  double[] decode(double[] z) {
    double[] head = firstHead(hidden("decoder", z));
    if (bernoulli() || text(likelihood, "mean_range").equals("unit_interval")) {
      Arrays.setAll(head, i -> 1 / (1 + Math.exp(-head[i])));
    }
    return head;
  }

  /** log p(x|z) in nats. */
  double logProbability(double[] x, double[] z) {
    double[] mean = decode(z);
    double sum = 0;
    if (bernoulli()) {
      for (int i = 0; i < x.length; i++) {
        sum += x[i] * Math.log(mean[i]) + (1 - x[i]) * Math.log1p(-mean[i]);
      }
      return sum;
    }
    double[] s =
        text(likelihood, "variance").equals("shared")
            ? tensor("decoder.log_variance.bias")
            : linear("decoder.log_variance", hidden("decoder", z));
    for (int i = 0; i < x.length; i++) {
      double logVariance = bounded(s[i], object(likelihood, "log_variance"));
      double square = Math.pow(x[i] - mean[i], 2) / Math.exp(logVariance);
      sum -= 0.5 * (Math.log(2 * Math.PI) + logVariance + square);
    }
    return sum;
  }
}
