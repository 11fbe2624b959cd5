package dev.elbo.data;

import java.io.IOException;
import java.nio.file.Path;

/** Reads a data file of any format that Elbo knows, told by its first bytes, not by its name. */
public final class DataFiles {
  private static final String KNOWN =
      "Elbo reads idx, .npy and .npz files, the first two gzipped or not";

  private DataFiles() {}

  /**
   * Reads rows from an idx, {@code .npy} or {@code .npz} file.
   *
   * @throws DataException where the file is missing, empty, damaged, a folder or of another format
   * @throws IOException where it cannot be read
   * @see IdxFile
   * @see NpyFile
   * @see NpzFile
   */
  public static Dataset read(Path file) throws IOException {
    try (Content in = Content.open(file)) {
      byte[] start = in.peek(Magic.LENGTH);
      if (Magic.NPY.matches(start)) {
        return NpyFile.read(in, Names.of(file));
      }
      if (Magic.IDX.matches(start)) {
        return IdxFile.read(in, Names.of(file));
      }
      boolean zip = Magic.ZIP.matches(start) || Magic.EMPTY_ZIP.matches(start);
      if (!zip) {
        throw in.problem(unknown(in, start));
      }
      if (in.gzipped()) {
        throw in.problem("this is a gzipped zip file; unpack the outer layer with gunzip first");
      }
    }
    return NpzFile.read(file);
  }

  private static String unknown(Content in, byte[] start) {
    String found =
        start.length == 0
            ? "the file is empty once unpacked"
            : "the file %sstarts with %s, which is no format known here"
                .formatted(in.gzipped() ? "is gzipped and " : "", Magic.show(start));
    return found
        + "; "
        + KNOWN
        + (looksLikeText(start)
            ? "; text such as CSV becomes one in Python with"
                + " numpy.save('rows.npy', numpy.loadtxt('rows.csv', delimiter=','))"
            : "");
  }

  private static boolean looksLikeText(byte[] start) {
    for (byte b : start) {
      boolean printable = b >= ' ' && b <= '~';
      if (!printable && b != '\t' && b != '\n' && b != '\r') {
        return false;
      }
    }
    return start.length > 0;
  }
}
