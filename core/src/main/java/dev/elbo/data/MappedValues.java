package dev.elbo.data;

import dev.elbo.random.RandomStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/** Float32 values in a file that the system maps into memory: the heap holds none of them. */
final class MappedValues implements Values {
  /** Floats of a map: 512 MB. A map of Java's holds less than 2 GB. */
  private static final int SEGMENT = 1 << 27;

  private final List<FloatBuffer> segments = new ArrayList<>();
  private final int length;

  /** Maps the first {@code length} floats of a file, in the byte order of the machine. */
  MappedValues(FileChannel file, int length) throws IOException {
    this.length = length;
    for (long first = 0; first < length; first += SEGMENT) {
      long count = Math.min(SEGMENT, length - first);
      segments.add(
          file.map(FileChannel.MapMode.READ_ONLY, first * Float.BYTES, count * Float.BYTES)
              .order(ByteOrder.nativeOrder())
              .asFloatBuffer());
    }
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public float get(int index) {
    return segments.get(index / SEGMENT).get(index % SEGMENT);
  }

  @Override
  public float ceiling() {
    return Float.POSITIVE_INFINITY;
  }

  @Override
  public void copy(int offset, int length, float[] target, int at) {
    int done = 0;
    while (done < length) {
      int place = (offset + done) % SEGMENT;
      int count = Math.min(length - done, SEGMENT - place);
      segments.get((offset + done) / SEGMENT).get(place, target, at + done, count);
      done += count;
    }
  }

  @Override
  public void threshold(int offset, int length, float[] target, int at) {
    row(offset, length).threshold(0, length, target, at);
  }

  @Override
  public void toss(int offset, int length, RandomStream stream, float[] target, int at) {
    row(offset, length).toss(0, length, stream, target, at);
  }

  @Override
  public void addTo(RowHash hash, int offset, int length) {
    row(offset, length).addTo(hash, 0, length);
  }

  private FloatValues row(int offset, int length) {
    float[] values = new float[length];
    copy(offset, length, values, 0);
    return new FloatValues(values);
  }
}
