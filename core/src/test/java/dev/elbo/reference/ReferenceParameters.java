package dev.elbo.reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Parameters and gradients by block name: weights (out × in), biases (1 × out), in the order
 * encoder, decoder; hidden layers, mean or logits, log-variance; weight, bias.
 */
public final class ReferenceParameters {
  private ReferenceParameters() {}

  /** All blocks of the model, filled with zeros. */
  public static Map<String, double[][]> zeros(ReferenceConfig config) {
    Map<String, double[][]> blocks = new LinkedHashMap<>();
    int encoderOut =
        addHidden(blocks, "encoder.hidden.", config.dataSize(), config.encoderHidden());
    addLayer(blocks, "encoder.mean", config.latentSize(), encoderOut);
    addLayer(blocks, "encoder.log_variance", config.latentSize(), encoderOut);

    int decoderOut =
        addHidden(blocks, "decoder.hidden.", config.latentSize(), config.decoderHidden());
    if (!config.tied()) {
      blocks.put(config.outputName() + ".weight", new double[config.dataSize()][decoderOut]);
    }
    blocks.put(config.outputName() + ".bias", new double[1][config.dataSize()]);
    if (config.likelihood() == ReferenceConfig.Likelihood.GAUSSIAN) {
      if (!config.sharedVariance()) {
        blocks.put("decoder.log_variance.weight", new double[config.dataSize()][decoderOut]);
      }
      blocks.put("decoder.log_variance.bias", new double[1][config.dataSize()]);
    }
    return blocks;
  }

  /** All blocks of the model, every number drawn from N(0, scale²). */
  public static Map<String, double[][]> random(ReferenceConfig config, double scale, long seed) {
    Random random = new Random(seed);
    Map<String, double[][]> blocks = zeros(config);
    for (double[][] block : blocks.values()) {
      for (double[] row : block) {
        for (int j = 0; j < row.length; j++) {
          row[j] = scale * random.nextGaussian();
        }
      }
    }
    return blocks;
  }

  /** A deep copy. */
  public static Map<String, double[][]> copy(Map<String, double[][]> blocks) {
    Map<String, double[][]> copy = new LinkedHashMap<>();
    blocks.forEach((name, block) -> copy.put(name, copy(block)));
    return copy;
  }

  /** The block of that name, or an exception that gives the names there are. */
  public static double[][] block(Map<String, double[][]> blocks, String name) {
    double[][] block = blocks.get(name);
    if (block == null) {
      throw new IllegalArgumentException("no block " + name + " among " + blocks.keySet());
    }
    return block;
  }

  static double[][] copy(double[][] block) {
    double[][] copy = new double[block.length][];
    for (int i = 0; i < block.length; i++) {
      copy[i] = block[i].clone();
    }
    return copy;
  }

  private static int addHidden(
      Map<String, double[][]> blocks, String prefix, int in, List<Integer> widths) {
    int width = in;
    for (int k = 0; k < widths.size(); k++) {
      addLayer(blocks, prefix + k, widths.get(k), width);
      width = widths.get(k);
    }
    return width;
  }

  private static void addLayer(Map<String, double[][]> blocks, String name, int out, int in) {
    blocks.put(name + ".weight", new double[out][in]);
    blocks.put(name + ".bias", new double[1][out]);
  }
}
