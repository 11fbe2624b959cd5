package dev.elbo.table;

import dev.elbo.preprocessing.EncodedRows;
import dev.elbo.preprocessing.Preprocessing;
import dev.elbo.random.Purpose;
import dev.elbo.random.RandomStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Rows as a model sees them, preprocessed once into a temporary file, and read from there in a new
 * order every epoch. Memory holds one {@linkplain #BUFFER buffer}, whatever the number of rows.
 *
 * <p>The file is cut into blocks of some {@value #BLOCK} numbers. An epoch takes the blocks in
 * random order, as many as fill the buffer, and hands out the buffer's rows in random order before
 * it takes more. A table that fits the buffer is shuffled evenly. In a larger one, rows of a block
 * always come in the same buffer: where neighbours are alike, a buffer has {@code BUFFER / BLOCK}
 * kinds of rows.
 *
 * <p>The order is a function of seed and epoch. {@link #close()} removes the file.
 */
public final class SpilledRows implements AutoCloseable {
  /** Numbers in a block: 64 KB. */
  private static final int BLOCK = 1 << 14;

  /** Numbers in memory: 64 MB, or 1024 blocks. */
  private static final int BUFFER = 1 << 24;

  /** Rows that are preprocessed together. */
  private static final int TOGETHER = 1 << 14;

  private final Path file;
  private final FileChannel channel;
  private final long rows;
  private final int columns;
  private final int blockRows;
  private final int bufferBlocks;

  private SpilledRows(
      Path file, FileChannel channel, long rows, int columns, int blockRows, int bufferBlocks) {
    this.file = file;
    this.channel = channel;
    this.rows = rows;
    this.columns = columns;
    this.blockRows = blockRows;
    this.bufferBlocks = bufferBlocks;
  }

  /**
   * Preprocesses all rows.
   *
   * @param seed of the noise that undoes rounding
   */
  public static SpilledRows of(TypedRows rows, Preprocessing preprocessing, long seed)
      throws IOException {
    int columns = preprocessing.transforms().size();
    int blockRows = Math.max(1, BLOCK / columns);
    int bufferBlocks = Math.max(1, BUFFER / (blockRows * columns));
    return of(rows, preprocessing, seed, blockRows, bufferBlocks);
  }

  static SpilledRows of(
      TypedRows rows, Preprocessing preprocessing, long seed, int blockRows, int bufferBlocks)
      throws IOException {
    int columns = preprocessing.transforms().size();
    Path file = Files.createTempFile("elbo-rows", ".bin");
    file.toFile().deleteOnExit(); // where an interrupt comes before close()
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
      SpilledRows spilled =
          new SpilledRows(file, channel, rows.rows(), columns, blockRows, bufferBlocks);
      spilled.write(rows, preprocessing, seed);
      return spilled;
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private void write(TypedRows source, Preprocessing preprocessing, long seed) throws IOException {
    ByteBuffer bytes = bytes(TOGETHER);
    for (long first = 0; first < rows; first += TOGETHER) {
      EncodedRows encoded = preprocessing.encodeDequantized(source.read(first, TOGETHER), seed);
      bytes.clear();
      bytes.asFloatBuffer().put(encoded.values());
      bytes.limit(encoded.values().length * Float.BYTES);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  private ByteBuffer bytes(int count) {
    return ByteBuffer.allocateDirect(count * columns * Float.BYTES).order(ByteOrder.nativeOrder());
  }

  public long rows() {
    return rows;
  }

  /** Numbers in a row. */
  public int columns() {
    return columns;
  }

  /** The rows in an order that is a function of (seed, epoch), each once. */
  public Epoch epoch(long seed, int epoch) {
    return new Epoch(seed, epoch);
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** One pass over the rows. For one thread. */
  public final class Epoch {
    private final long seed;
    private final int epoch;
    private final int[] blocks;
    private final float[] buffer;
    private final ByteBuffer bytes = bytes(blockRows);

    private int nextBlock;
    private int buffers;
    private int[] order = new int[0];
    private int nextRow;

    private Epoch(long seed, int epoch) {
      this.seed = seed;
      this.epoch = epoch;
      int count = Math.toIntExact((rows + blockRows - 1) / blockRows);
      blocks = shuffled(count, 0);
      buffer = new float[Math.min(count, bufferBlocks) * blockRows * columns];
    }

    /** 0 … count − 1 in random order (Fisher and Yates). */
    private int[] shuffled(int count, int use) {
      // With 0 in the last place, it is the order of rows in memory.
      RandomStream random = RandomStream.of(seed, Purpose.SHUFFLE, epoch, 1L + use);
      int[] order = new int[count];
      for (int i = 0; i < count; i++) {
        int j = random.nextInt(i + 1);
        order[i] = order[j];
        order[j] = i;
      }
      return order;
    }

    /**
     * The next rows, one after the other into an array.
     *
     * @param most as many rows as this, if there are so many
     * @return how many they are; 0 at the end
     */
    public int next(float[] target, int most) throws IOException {
      int count = 0;
      while (count < most && (nextRow < order.length || fill())) {
        System.arraycopy(buffer, order[nextRow++] * columns, target, count * columns, columns);
        count++;
      }
      return count;
    }

    /** Reads the next blocks; false at the end. */
    private boolean fill() throws IOException {
      int count = 0;
      int end = Math.min(blocks.length, nextBlock + bufferBlocks);
      for (; nextBlock < end; nextBlock++) {
        count += readBlock(blocks[nextBlock], count);
      }
      order = shuffled(count, ++buffers);
      nextRow = 0;
      return count > 0;
    }

    private int readBlock(int block, int at) throws IOException {
      long first = (long) block * blockRows;
      int count = (int) Math.min(blockRows, rows - first);
      bytes.clear().limit(count * columns * Float.BYTES);
      long position = first * columns * Float.BYTES;
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, position + bytes.position()) < 0) {
          throw new IOException(file + " ended early: something else has shortened it");
        }
      }
      bytes.flip();
      bytes.asFloatBuffer().get(buffer, at * columns, count * columns);
      return count;
    }
  }
}
