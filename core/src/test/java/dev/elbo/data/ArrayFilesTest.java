package dev.elbo.data;

import static dev.elbo.data.FileBytes.readIdx;
import static dev.elbo.data.FileBytes.readNpy;
import static dev.elbo.data.FileBytes.values;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds for array files of every shape, and for every damage to them. */
class ArrayFilesTest {
  @Provide
  Arbitrary<int[]> shapes() {
    return Arbitraries.integers().between(1, 5).array(int[].class).ofMinSize(1).ofMaxSize(4);
  }

  @Property
  void idxRoundTrip(@ForAll("shapes") int[] shape, @ForAll int start) throws IOException {
    byte[] elements = new byte[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = (byte) (start + i);
    }
    Dataset data = readIdx(FileBytes.idx(8, shape, elements)).withScale(1);
    assertThat(data.rows()).isEqualTo(shape[0]);
    float[] values = values(data);
    for (int i = 0; i < elements.length; i++) {
      assertThat(values[i]).isEqualTo(elements[i] & 0xFF);
    }
  }

  /** Element (i₀, i₁, …) is its own C-order index, in whichever order it is stored. */
  @Property
  void npyRoundTrip(@ForAll("shapes") int[] shape, @ForAll boolean fortran, @ForAll boolean asBytes)
      throws IOException {
    int count = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    ByteBuffer elements =
        ByteBuffer.allocate((asBytes ? 1 : 4) * count).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      int value = fortran ? rowMajorIndex(i, shape) : i;
      if (asBytes) {
        elements.put((byte) value);
      } else {
        elements.putFloat(value);
      }
    }
    String dimensions = Arrays.toString(shape).replace('[', '(').replace("]", ",)");
    Dataset data =
        readNpy(FileBytes.npy(asBytes ? "|u1" : "<f4", fortran, dimensions, elements.array()));
    float[] values = values(asBytes ? data.withScale(1) : data);
    assertThat(data.rows()).isEqualTo(shape[0]);
    assertThat(data.imageShape().isPresent()).isEqualTo(shape.length == 3);
    for (int i = 0; i < count; i++) {
      assertThat(values[i]).isEqualTo(asBytes ? i & 0xFF : i);
    }
  }

  /** The C-order index of the element that stands at a Fortran-order index. */
  private static int rowMajorIndex(int columnMajor, int[] shape) {
    int rest = columnMajor;
    int stride = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    int index = 0;
    for (int dimension : shape) {
      stride /= dimension;
      index += rest % dimension * stride;
      rest /= dimension;
    }
    return index;
  }

  /** Whatever happens to a byte, the answer is a data set or a message: never another exception. */
  @Property
  void oneChangedByteGivesDataOrAMessage(@ForAll @IntRange(max = 119) int at, @ForAll byte value)
      throws IOException {
    byte[] npy = FileBytes.npy("<f4", false, "(2, 3)", new byte[24]);
    byte[] idx = FileBytes.idx(13, new int[] {2, 1, 3}, new byte[24]);
    byte[] gzipped = FileBytes.gzip(idx);
    npy[at % npy.length] = value;
    idx[at % idx.length] = value;
    gzipped[at % gzipped.length] = value;
    expectDataOrMessage(() -> readNpy(npy));
    expectDataOrMessage(() -> readIdx(idx));
    expectDataOrMessage(() -> readIdx(gzipped));
  }

  @Property
  void noiseAfterAMagicNumberGivesDataOrAMessage(@ForAll @Size(max = 40) byte[] noise)
      throws IOException {
    byte[] npy = Arrays.copyOf(noise, noise.length + 8);
    System.arraycopy(FileBytes.npy(1, "", new byte[0]), 0, npy, 0, 8);
    System.arraycopy(noise, 0, npy, 8, noise.length);
    byte[] idx = new byte[noise.length + 3];
    idx[2] = 8;
    System.arraycopy(noise, 0, idx, 3, noise.length);
    byte[] gzipped = new byte[noise.length + 3];
    gzipped[0] = 0x1F;
    gzipped[1] = (byte) 0x8B;
    gzipped[2] = 8;
    System.arraycopy(noise, 0, gzipped, 3, noise.length);
    expectDataOrMessage(() -> readNpy(npy));
    expectDataOrMessage(() -> readIdx(idx));
    expectDataOrMessage(() -> readIdx(gzipped));
  }

  private interface Reading {
    Dataset read() throws IOException;
  }

  private static void expectDataOrMessage(Reading reading) throws IOException {
    try {
      assertThat(reading.read().rows()).isPositive();
    } catch (DataException e) {
      assertThat(e).hasMessageStartingWith("file: ");
    }
  }
}
