package dev.elbo;

import dev.elbo.data.RowReader;
import dev.elbo.linalg.Kernels;
import dev.elbo.linalg.Matrix;
import dev.elbo.model.Architecture;
import dev.elbo.model.Decoder;
import dev.elbo.model.Encoder;
import dev.elbo.model.Vae;
import dev.elbo.nn.Weights;
import dev.elbo.parallel.Processors;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/**
 * Rows through the encoder and latent vectors through the decoder, cut into blocks that threads
 * share. A row gives the same numbers whatever its block.
 */
final class NetworkPasses {
  /** Numbers of the widest layer that a task computes: few enough to stay in a core's cache. */
  private static final int NUMBERS = 128 * 1024;

  /** Most rows that a task takes. */
  private static final int MOST_ROWS = 512;

  /** Dynamic binarisation sees the same use of a row in every call. */
  private static final long USE = 0;

  private final Vae vae;
  private final Weights weights;

  /** Rows that a task takes. */
  private final int block;

  /** What a row costs: a number for each parameter. */
  private final long cost;

  private final Queue<EncoderRoom> encoderRooms = new ConcurrentLinkedQueue<>();

  NetworkPasses(Vae vae, Weights weights) {
    this.vae = vae;
    this.weights = weights;
    block = blockFor(widest(vae.architecture()));
    cost = vae.layout().size();
  }

  private record EncoderRoom(Matrix x, Encoder.Trace trace) {}

  /** Takes the decoder's outputs for z[from] … z[to − 1]. */
  interface OutputConsumer {
    void accept(Matrix outputs, int from, int to);
  }

  /** μ and σ of q(z|x) of each row. */
  Codes encode(RowReader rows) {
    int count = rows.data().rows();
    float[][] means = new float[count][];
    float[][] deviations = new float[count][];
    int[] all = IntStream.range(0, count).toArray();
    inBlocks(
        count,
        (from, to, size) -> {
          EncoderRoom room = encoderRoom(size);
          rows.read(all, from, to, USE, room.x);
          vae.encoder().forward(weights, room.x, room.trace);
          for (int i = from; i < to; i++) {
            means[i] = room.trace.mean().row(i - from);
            deviations[i] = room.trace.deviation().row(i - from);
          }
          if (size == block) {
            encoderRooms.add(room);
          }
        });
    return new Codes(means, deviations);
  }

  /** One that was used before, for whole blocks, whose memory need not be made anew. */
  private EncoderRoom encoderRoom(int size) {
    EncoderRoom free = size == block ? encoderRooms.poll() : null;
    return free == null
        ? new EncoderRoom(Matrix.zeros(size, vae.dataSize()), vae.encoder().trace(size))
        : free;
  }

  /**
   * The decoder's outputs for latent vectors.
   *
   * @param z (rows × latents)
   * @throws IllegalArgumentException where a vector has another length
   */
  void decode(float[][] z, OutputConsumer consumer) {
    int latents = vae.latentSize();
    for (int i = 0; i < z.length; i++) {
      if (z[i].length != latents) {
        throw new IllegalArgumentException(
            "latent vector %d (counted from 1) has %d entries where the model has %d latents"
                .formatted(i + 1, z[i].length, latents));
      }
    }
    Decoder decoder = vae.decoder();
    inBlocks(
        z.length,
        (from, to, size) -> {
          Decoder.Trace trace = decoder.trace(size);
          Matrix vectors = Matrix.zeros(size, latents);
          for (int i = from; i < to; i++) {
            System.arraycopy(z[i], 0, vectors.array(), vectors.at(i - from, 0), latents);
          }
          decoder.forward(weights, vectors, trace);
          consumer.accept(trace.outputs(), from, to);
        });
  }

  /** Takes rows [from, to), in room for {@code size} rows. */
  private interface BlockTask {
    void run(int from, int to, int size);
  }

  /** Cuts rows into blocks, which threads share. */
  private void inBlocks(int rows, BlockTask work) {
    Processors.share(
        (rows + block - 1) / block,
        block * cost,
        task -> {
          int from = task * block;
          int to = Math.min(rows, from + block);
          work.run(from, to, roomFor(to - from));
        });
  }

  private static int widest(Architecture a) {
    int hidden = a.hidden().stream().mapToInt(width -> width).max().orElse(0);
    return Math.max(hidden, Math.max(a.likelihood().outputs(), a.likelihood().dataSize()));
  }

  private static int blockFor(int width) {
    int fitting = Integer.highestOneBit(Math.max(1, NUMBERS / width));
    return Math.max(Kernels.ALIKE_ROWS, Math.min(MOST_ROWS, fitting));
  }

  /** The next power of two: the product engine prepares itself for every size that it meets. */
  private static int roomFor(int rows) {
    int size = Kernels.ALIKE_ROWS;
    while (size < rows) {
      size *= 2;
    }
    return size;
  }
}
