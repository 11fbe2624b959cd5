package dev.elbo.cli.fetch;

import dev.elbo.data.PublishedFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A place that may have the files of a data set. Nobody trusts it: files are checked. */
public interface Source {

  /** For messages: a folder, an address, a command. */
  String name();

  /**
   * Hands over those of the wanted files that this place has.
   *
   * @throws IOException where it cannot be read
   * @throws dev.elbo.data.DataException where it has something else
   */
  void fetch(List<PublishedFile> wanted, Receiver receiver) throws IOException;

  /** Takes files in. */
  interface Receiver {

    /**
     * Takes a file in.
     *
     * @param content plain or gzipped; closed by the receiver
     * @param origin where exactly it comes from, for messages
     */
    void receive(PublishedFile file, InputStream content, String origin) throws IOException;
  }
}
