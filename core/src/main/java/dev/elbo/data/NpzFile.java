package dev.elbo.data;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * NumPy's {@code .npz} archives: zip files of {@code .npy} arrays. Nothing is unpacked to disk.
 *
 * <p>Rows are the array asked for; else {@code X}, {@code x}, {@code x_train} or {@code X_train};
 * else the only array that is not named as labels. Labels are the array named {@code y} or {@code
 * labels}, or {@code y_…} beside {@code x_…}, where it holds one integer a row; otherwise it is
 * left alone.
 */
public final class NpzFile {
  private static final String SUFFIX = ".npy";
  private static final List<String> USUAL = List.of("X", "x", "x_train", "X_train");

  private NpzFile() {}

  /**
   * Reads the array that is told by its name or by being the only one.
   *
   * @throws DataException where the file is missing, damaged, not a zip file, or has no such array;
   *     the message lists the arrays
   * @throws IOException where it cannot be read
   */
  public static Dataset read(Path file) throws IOException {
    return read(file, Optional.empty());
  }

  /**
   * Reads the array of a name, with or without {@code .npy}.
   *
   * @throws DataException as {@link #read(Path)}
   * @throws IOException where it cannot be read
   */
  public static Dataset read(Path file, String array) throws IOException {
    String name =
        array.endsWith(SUFFIX) ? array.substring(0, array.length() - SUFFIX.length()) : array;
    return read(file, Optional.of(name));
  }

  private static Dataset read(Path file, Optional<String> wanted) throws IOException {
    Content.requireFile(file);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      SortedMap<String, ZipEntry> arrays = arrays(zip);
      String name = choose(file, arrays.keySet(), wanted);
      Dataset data;
      try (Content in = member(file, zip, arrays, name)) {
        data = NpyFile.read(in, Names.of(file) + "/" + name);
      }
      for (String labels : labelNames(name)) {
        if (arrays.containsKey(labels) && !data.hasLabels()) {
          try (Content in = member(file, zip, arrays, labels)) {
            data = withLabels(data, in);
          }
        }
      }
      return data;
    } catch (ZipException e) {
      throw unreadable(file, String.valueOf(e.getMessage()), e);
    } catch (EOFException e) { // as ZipFile leaves it where a length leads beyond the end
      throw unreadable(file, "it ends early", e);
    }
  }

  private static DataException unreadable(Path file, String why, IOException cause) {
    return new DataException(
        "%s: this is no readable zip (.npz) file (%s)".formatted(file, why), cause);
  }

  /** By name without {@code .npy}. */
  private static SortedMap<String, ZipEntry> arrays(ZipFile zip) {
    SortedMap<String, ZipEntry> arrays = new TreeMap<>();
    for (ZipEntry entry : Collections.list(zip.entries())) {
      String name = entry.getName();
      if (name.endsWith(SUFFIX)) {
        arrays.put(name.substring(0, name.length() - SUFFIX.length()), entry);
      }
    }
    return arrays;
  }

  private static String choose(Path file, Set<String> names, Optional<String> wanted) {
    String listed = names.isEmpty() ? "no .npy array" : String.join(", ", names);
    if (wanted.isPresent()) {
      if (!names.contains(wanted.get())) {
        throw new DataException(
            file
                + ": there is no array \""
                + wanted.get()
                + "\" in the archive; it has: "
                + listed);
      }
      return wanted.get();
    }
    for (String usual : USUAL) {
      if (names.contains(usual)) {
        return usual;
      }
    }
    List<String> rest = names.stream().filter(name -> !namesLabels(name)).toList();
    if (rest.size() != 1) {
      throw new DataException(
          "%s: which array holds the rows cannot be told; the archive has: %s; read are %s, or the only array besides the labels (y)"
              .formatted(file, listed, String.join(", ", USUAL)));
    }
    return rest.get(0);
  }

  private static boolean namesLabels(String name) {
    return name.equals("y") || name.equals("labels") || name.startsWith("y_");
  }

  /** Where the labels of an array may be, likeliest first. */
  private static List<String> labelNames(String rows) {
    return rows.startsWith("x_") || rows.startsWith("X_")
        ? List.of("y_" + rows.substring(2), "y", "labels")
        : List.of("y", "labels");
  }

  private static Dataset withLabels(Dataset data, Content in) throws IOException {
    ArrayHeader header;
    try {
      header = NpyFile.readHeader(in);
    } catch (DataException e) {
      return data; // strings, say: not labels that can be used, and nobody asked for them
    }
    List<Long> shape = header.shape();
    boolean oneEach =
        shape.get(0) == data.rows()
            && shape.subList(1, shape.size()).stream().allMatch(dimension -> dimension == 1);
    return oneEach && header.type().whole() ? data.withLabels(ArrayBody.labels(in, header)) : data;
  }

  private static Content member(
      Path file, ZipFile zip, SortedMap<String, ZipEntry> arrays, String name) throws IOException {
    ZipEntry entry = Objects.requireNonNull(arrays.get(name));
    return Content.of(
        file + "(" + name + SUFFIX + ")", new CheckedMember(zip.getInputStream(entry), entry));
  }
}
