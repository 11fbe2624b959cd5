package dev.elbo.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects rows, a block at a time, for a {@link Dataset}: in memory while they are few, from
 * {@value #MOST_IN_MEMORY} numbers on in a temporary file that the system maps into memory. So a
 * data set may be larger than the heap.
 *
 * <p>The file has no name any more once the data set is there, where the system allows that; else
 * it goes when the process ends.
 */
public final class RowStore implements AutoCloseable {
  /** Numbers that are kept in memory: 32 MB. */
  static final int MOST_IN_MEMORY = 1 << 23;

  private final int columns;
  private final int mostInMemory;
  private final List<float[]> blocks = new ArrayList<>();
  private long numbers;
  private @Nullable Path file;
  private @Nullable FileChannel channel;

  /** A store of rows with so many columns. */
  public RowStore(int columns) {
    this(columns, MOST_IN_MEMORY);
  }

  RowStore(int columns, int mostInMemory) {
    if (columns < 1) {
      throw new IllegalArgumentException("rows have at least one column, not " + columns);
    }
    this.columns = columns;
    this.mostInMemory = mostInMemory;
  }

  /**
   * Adds some rows.
   *
   * @param values row after row; taken over
   * @throws DataException where there are more numbers than a data set holds
   * @throws IOException where the temporary file cannot be written
   */
  public void add(float[] values) throws IOException {
    if (values.length % columns != 0) {
      throw new IllegalArgumentException(
          "%d values do not fill rows of %d columns".formatted(values.length, columns));
    }
    if (numbers + values.length > Integer.MAX_VALUE) {
      throw new DataException(
          "the table has more than the %,d cells that a data set holds (%,d rows of %,d columns);"
                  .formatted(Integer.MAX_VALUE, Integer.MAX_VALUE / columns, columns)
              + " train on a sample of its rows, such as select … using sample 10 %");
    }
    numbers += values.length;
    blocks.add(values);
    if (channel != null || numbers > mostInMemory) {
      spill();
    }
  }

  private void spill() throws IOException {
    if (channel == null) {
      file = Files.createTempFile("elbo-rows", ".bin");
      file.toFile().deleteOnExit(); // where an interrupt comes before close()
      channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }
    for (float[] block : blocks) {
      ByteBuffer bytes =
          ByteBuffer.allocateDirect(block.length * Float.BYTES).order(ByteOrder.nativeOrder());
      bytes.asFloatBuffer().put(block);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
    blocks.clear();
  }

  /**
   * All rows that were added. The store is empty then.
   *
   * @throws IllegalArgumentException where there are none
   */
  public Dataset finish(String name) throws IOException {
    Values values =
        channel == null
            ? new FloatValues(inOneArray())
            : new MappedValues(channel, Math.toIntExact(numbers));
    close();
    return Dataset.of(name, columns, values);
  }

  private float[] inOneArray() {
    float[] all = new float[(int) numbers];
    int at = 0;
    for (float[] block : blocks) {
      System.arraycopy(block, 0, all, at, block.length);
      at += block.length;
    }
    return all;
  }

  /** Lets go of the rows. A data set that was made of them keeps its own hold on them. */
  @Override
  public void close() {
    blocks.clear();
    numbers = 0;
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      channel = null;
      if (file != null) {
        // Windows keeps a mapped file until the process ends.
        boolean gone = file.toFile().delete();
        file = gone ? null : file;
      }
    }
  }
}
