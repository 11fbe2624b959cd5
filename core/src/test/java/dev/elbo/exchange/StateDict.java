package dev.elbo.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A module's {@code state_dict} as PyTorch's users save it, and the arithmetic of its linear layers
 * in double precision. Shares no code with the library.
 */
final class StateDict {
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final Random random;
  private String type = "F32";
  private int headerBytes;

  StateDict(long seed) {
    random = new Random(seed);
  }

  /** Numbers as the file holds them: rounded to its type. */
  private record Tensor(String type, List<Integer> shape, List<Double> values) {}

  /** Layers that are added from now on hold numbers of this type. */
  StateDict as(String floatType) {
    type = floatType;
    return this;
  }

  /** The header is filled up with spaces. */
  StateDict withHeaderOf(int bytes) {
    headerBytes = bytes;
    return this;
  }

  /** {@code torch.nn.Linear(inputs, outputs)}. */
  StateDict linear(String name, int inputs, int outputs) {
    double spread = 1 / Math.sqrt(inputs);
    return random(name + ".weight", spread, outputs, inputs).random(name + ".bias", 0.5, outputs);
  }

  /** A tensor of random numbers. */
  StateDict random(String name, double spread, Integer... shape) {
    double[] values = new double[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    Arrays.setAll(values, i -> spread * random.nextGaussian());
    return put(name, values, shape);
  }

  /** A tensor of these numbers. */
  StateDict put(String name, double[] values, Integer... shape) {
    List<Double> rounded = Arrays.stream(values).map(this::rounded).boxed().toList();
    tensors.put(name, new Tensor(type, List.of(shape), rounded));
    return this;
  }

  StateDict without(String name) {
    tensors.remove(name);
    return this;
  }

  private double rounded(double value) {
    return switch (type) {
      case "F32" -> (float) value;
      case "BF16" -> Float.intBitsToFloat(Float.floatToIntBits((float) value) & 0xffff0000);
      case "F16" -> Math.rint(value * 0x1p10) / 0x1p10; // a binary16, for 2⁻¹⁰ … 1
      default -> value;
    };
  }

  private static byte[] bytes(Tensor tensor) {
    ByteBuffer bytes =
        ByteBuffer.allocate(8 * tensor.values().size()).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : tensor.values()) {
      switch (tensor.type()) {
        case "F64" -> bytes.putDouble(value);
        case "BF16" -> bytes.putShort((short) (Float.floatToIntBits((float) value) >> 16));
        case "F16" -> bytes.putShort(half(value));
        case "I64" -> bytes.putLong((long) value);
        default -> bytes.putFloat((float) value);
      }
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private static short half(double value) {
    int sign = value < 0 ? 0x8000 : 0;
    double magnitude = Math.abs(value);
    if (magnitude < 0x1p-14) {
      return (short) (sign | (int) (magnitude * 0x1p24));
    }
    int exponent = Math.getExponent(magnitude);
    return (short)
        (sign | (exponent + 15) << 10 | (int) ((magnitude / Math.pow(2, exponent) - 1) * 0x1p10));
  }

  /** The file, its tensors in the order of their names, as the safetensors library has them. */
  Path write(Path file) throws IOException {
    StringBuilder header = new StringBuilder("{\"__metadata__\":{\"format\":\"pt\"}");
    ByteBuffer data = ByteBuffer.allocate(1 << 23);
    for (String name : tensors.keySet().stream().sorted().toList()) {
      Tensor tensor = tensor(name);
      int begin = data.position();
      data.put(bytes(tensor));
      header.append(
          ",\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
              .formatted(name, tensor.type(), tensor.shape(), begin, data.position()));
    }
    header.append('}').append(" ".repeat(Math.max(0, headerBytes - header.length())));
    byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
    ByteBuffer all =
        ByteBuffer.allocate(8 + json.length + data.position()).order(ByteOrder.LITTLE_ENDIAN);
    all.putLong(json.length).put(json).put(data.flip());
    return Files.write(file, all.array());
  }

  private Tensor tensor(String name) {
    return Objects.requireNonNull(tensors.get(name), name);
  }

  double[] values(String name) {
    return tensor(name).values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Wx + b. */
  double[] apply(String layer, double[] x) {
    double[] weight = values(layer + ".weight");
    double[] y = values(layer + ".bias");
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < x.length; j++) {
        y[i] += weight[i * x.length + j] * x[j];
      }
    }
    return y;
  }

  static double[] relu(double[] x) {
    return Arrays.stream(x).map(value -> Math.max(value, 0)).toArray();
  }

  static double[] tanh(double[] x) {
    return Arrays.stream(x).map(Math::tanh).toArray();
  }

  static double[] sigmoid(double[] x) {
    return Arrays.stream(x).map(value -> 1 / (1 + Math.exp(-value))).toArray();
  }

  /** σ of log σ². */
  static double[] deviations(double[] logVariances) {
    return Arrays.stream(logVariances).map(value -> Math.exp(0.5 * value)).toArray();
  }

  @Override
  public String toString() {
    return tensors.keySet().stream().sorted().collect(Collectors.joining(", "));
  }
}
