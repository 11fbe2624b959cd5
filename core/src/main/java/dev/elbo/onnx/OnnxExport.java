package dev.elbo.onnx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Trained models as ONNX files, which other runtimes give the same numbers for but for rounding.
 *
 * <ul>
 *   <li>{@code encoder.onnx}: rows → {@code mean} and {@code log_variance} of q(z|x), (rows ×
 *       latents);
 *   <li>{@code decoder.onnx}: {@code z} → the parameters of p(x|z) in the units of the data;
 *   <li>{@code scorer.onnx}: rows → {@code log_likelihood}, log p(x) in nats, higher is better, by
 *       importance sampling with fixed noise, and {@code contributions}, (rows × columns): Σₗ w̃ₗ
 *       log p(x_d | zₗ) in nats, w̃ the weights of the draws, whose sum is 1.
 * </ul>
 *
 * <p>Rows are one input {@code x} (rows × columns) in float32 or, where the model was trained on a
 * table, an input (rows × 1) for each column: numbers in double with NaN for a missing cell, texts
 * with "" for one. The densities of numbers are then those of the cells themselves. Nets are
 * computed in float32, densities in double. A row that the library would refuse has NaN as its
 * results.
 */
public final class OnnxExport {
  /** Version of the default operator set that graphs are written in. */
  public static final int OPSET = 17;

  /** Version of the operator set {@code ai.onnx.ml}, of which graphs with texts use one. */
  public static final int TEXT_OPSET = 3;

  /** The names of the files. */
  public static final List<String> NAMES = List.of("encoder.onnx", "decoder.onnx", "scorer.onnx");

  /** Version of ONNX's file format that came with these. */
  private static final int IR = 8;

  /** No message of protocol buffers is longer. */
  private static final long MOST_BYTES = Integer.MAX_VALUE;

  private OnnxExport() {}

  /**
   * The three files of a model.
   *
   * @param noise ε, one draw of z after the other (draws × latents)
   * @throws IllegalArgumentException where the noise is not of whole draws, one or more, or the
   *     model is larger than an ONNX file can be
   */
  public static List<OnnxFile> files(OnnxModel model, float[] noise) {
    int latents = model.vae().latentSize();
    if (noise.length == 0 || noise.length % latents != 0) {
      throw new IllegalArgumentException(
          "%d noise values are not one or more draws of %d latents"
              .formatted(noise.length, latents));
    }
    int draws = noise.length / latents;
    requireSize(Float.BYTES * ((long) model.parameters().size() + noise.length));
    Map<String, String> ofScorer = Map.of("elbo.draws", Integer.toString(draws));
    return List.of(
        file("encoder", EncoderGraph.of(model), model, Map.of()),
        file("decoder", DecoderGraph.of(model), model, Map.of()),
        file("scorer", ScorerGraph.of(model, new Noise(noise, draws)), model, ofScorer));
  }

  /** Once before anything of that size is made, and once for all that comes with it. */
  static void requireSize(long bytes) {
    if (bytes > MOST_BYTES) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "an ONNX file of this model takes %,d bytes, and such a file holds %,d at most; export fewer draws, or train a model with narrower layers",
              bytes,
              MOST_BYTES));
    }
  }

  private static OnnxFile file(
      String name, Graph graph, OnnxModel model, Map<String, String> more) {
    Message message =
        new Message()
            .number(1, IR)
            .text(2, "Elbo")
            .text(3, model.version())
            .message(7, graph.toMessage(name, "%s of %s".formatted(name, model.data().name())))
            .message(8, new Message().text(1, "").number(2, OPSET));
    if (graph.usesTexts()) {
      message.message(8, new Message().text(1, Graph.TEXTS).number(2, TEXT_OPSET));
    }
    Map<String, String> metadata = new LinkedHashMap<>(Metadata.of(model));
    metadata.putAll(graph.descriptions());
    metadata.putAll(more);
    metadata.forEach(
        (key, value) -> message.message(14, new Message().text(1, key).text(2, value)));
    requireSize(message.size());
    return new OnnxFile(name + ".onnx", message);
  }
}
