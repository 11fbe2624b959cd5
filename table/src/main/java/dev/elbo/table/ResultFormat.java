package dev.elbo.table;

import dev.elbo.data.DataException;
import dev.elbo.persist.AtomicFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;

/** How a table of results is written, by the ending of the file's name. */
enum ResultFormat {
  CSV(".csv", "FORMAT csv, HEADER"),
  GZIPPED_CSV(".csv.gz", "FORMAT csv, HEADER, COMPRESSION gzip"),
  PARQUET(".parquet", "FORMAT parquet");

  private final String ending;
  private final String options;

  ResultFormat(String ending, String options) {
    this.ending = ending;
    this.options = options;
  }

  /**
   * The format of a file of that name.
   *
   * @throws DataException where the name ends in none of them
   */
  static ResultFormat of(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(format -> name.endsWith(format.ending))
        .findFirst()
        .orElseThrow(
            () ->
                new DataException(
                    file + ": the name of a table of results ends in .csv, .csv.gz or .parquet"));
  }

  /** Makes a file of a query's answer, over what was there; it is there whole or not at all. */
  void write(DuckDb database, String query, Path file) throws IOException {
    Path whole = database.folder().resolve("results");
    try {
      database.execute(
          "COPY (%s) TO %s (%s)".formatted(query, Sql.literal(whole.toString()), options));
    } catch (SQLException e) {
      throw failed(file, e);
    }
    AtomicFile.write(
        file,
        channel -> {
          try (FileChannel written = FileChannel.open(whole)) {
            for (long done = 0; done < written.size(); ) {
              done += written.transferTo(done, written.size() - done, channel);
            }
          }
        });
  }

  static IOException failed(Path file, SQLException e) {
    return new IOException(file + " was not written: " + Sql.firstLine(e), e);
  }
}
