package dev.elbo.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;

/**
 * A zip member's bytes; at their end the check sum is compared, which {@code ZipFile} does not do.
 */
final class CheckedMember extends CheckedInputStream {
  private final ZipEntry entry;

  CheckedMember(InputStream in, ZipEntry entry) {
    super(in, new CRC32());
    this.entry = entry;
  }

  @Override
  public int read() throws IOException {
    return atEnd(super.read());
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    return atEnd(super.read(buffer, offset, length));
  }

  private int atEnd(int result) throws IOException {
    if (result < 0 && getChecksum().getValue() != entry.getCrc()) {
      throw new ZipException("the check sum is wrong");
    }
    return result;
  }
}
