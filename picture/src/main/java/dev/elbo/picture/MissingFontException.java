package dev.elbo.picture;

import java.io.IOException;

/** Java found no font to write with. Servers and containers often have none. */
public final class MissingFontException extends IOException {
  private static final long serialVersionUID = 1L;

  MissingFontException(Throwable cause) {
    super(
        "a chart needs a font and Java finds none on this machine; install one: apt-get"
            + " install fontconfig fonts-dejavu-core (Debian, Ubuntu), dnf install fontconfig"
            + " dejavu-sans-fonts (Fedora, RHEL), apk add fontconfig ttf-dejavu (Alpine)",
        cause);
  }
}
