package dev.elbo.cli.fetch;

import dev.elbo.data.PublishedFile;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;

/**
 * A public mirror that has each file gzipped.
 *
 * <p>Not {@code java.net.http}: its time-out ends with the headers, so a download that stalls would
 * hang, while {@link HttpURLConnection} limits every read.
 *
 * @param folder address that ends in a slash
 */
public record MirrorSource(URI folder) implements Source {
  private static final int CONNECT_MILLISECONDS = 5_000;
  private static final int READ_MILLISECONDS = 15_000;

  @Override
  public String name() {
    return folder.toString();
  }

  @Override
  public void fetch(List<PublishedFile> wanted, Receiver receiver) throws IOException {
    for (PublishedFile file : wanted) {
      URI address = folder.resolve(file.name() + ".gz");
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setConnectTimeout(CONNECT_MILLISECONDS);
      connection.setReadTimeout(READ_MILLISECONDS);
      try {
        int status = connection.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK) {
          throw new IOException("the server answers with status " + status);
        }
        receiver.receive(file, connection.getInputStream(), address.toString());
      } finally {
        connection.disconnect();
      }
    }
  }
}
