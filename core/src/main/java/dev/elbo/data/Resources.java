package dev.elbo.data;

import java.io.InputStream;

/** Files that come with this package. */
final class Resources {
  private Resources() {}

  static InputStream open(String name) {
    InputStream in = Resources.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException("the library lacks its own resource " + name);
    }
    return in;
  }
}
