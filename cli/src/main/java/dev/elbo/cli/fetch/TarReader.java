package dev.elbo.cli.fetch;

import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads a tar archive from front to back: names and contents, nothing is unpacked to the disk.
 *
 * <p>A header of 512 bytes: the name in the first 100, the size in octal in 12 bytes from 124 on;
 * the content follows, filled up to 512. Long names (pax, GNU) are not read: the files wanted here
 * have short ones.
 */
final class TarReader implements Closeable {
  private static final int BLOCK = 512;
  private static final int NAME_LENGTH = 100;
  private static final int SIZE_START = 124;
  private static final int SIZE_LENGTH = 12;

  private final InputStream in;
  private long left;
  private int padding;

  TarReader(InputStream in) {
    this.in = in;
  }

  /** Goes to the next entry. */
  Optional<String> next() throws IOException {
    in.skipNBytes(left + padding);
    left = 0;
    padding = 0;
    byte[] header = in.readNBytes(BLOCK);
    if (header.length < BLOCK || header[0] == 0) {
      return Optional.empty();
    }
    String size = text(header, SIZE_START, SIZE_LENGTH).strip();
    try {
      left = Long.parseLong(size, 8);
    } catch (NumberFormatException e) {
      throw new IOException("this is no tar archive, or a damaged one", e);
    }
    padding = (int) ((BLOCK - left % BLOCK) % BLOCK);
    return Optional.of(text(header, 0, NAME_LENGTH));
  }

  private static String text(byte[] header, int start, int length) {
    int end = start;
    while (end < start + length && header[end] != 0) {
      end++;
    }
    return new String(header, start, end - start, StandardCharsets.UTF_8);
  }

  /** The content of the entry; closing it closes nothing. */
  InputStream content() {
    return new Entry();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private final class Entry extends FilterInputStream {
    Entry() {
      super(TarReader.this.in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int count = super.read(bytes, offset, (int) Math.min(length, left));
      if (count < 0) {
        throw new EOFException("the archive ends within a file");
      }
      left -= count;
      return count;
    }

    @Override
    public int available() {
      return 0;
    }

    @Override
    public boolean markSupported() {
      return false;
    }

    @Override
    public long skip(long count) throws IOException {
      return read(new byte[(int) Math.min(count, BLOCK)]);
    }

    @Override
    public void close() {}
  }
}
