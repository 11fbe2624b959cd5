package dev.elbo.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that cannot be read, which must say so in one line that begins with its path. */
record DamagedFile(Path file, Reader reader) {

  /** Reads a kind of file. */
  interface Reader {
    Object read(Path file) throws IOException;
  }

  /** What reading this content says after the path. */
  String messageOf(byte[] content) throws IOException {
    Files.write(file, content);
    Throwable thrown = catchThrowable(() -> reader.read(file));
    assertThat(thrown).isExactlyInstanceOf(ModelFormatException.class);
    String message = String.valueOf(thrown.getMessage());
    assertThat(message).startsWith(file + ": ").hasLineCount(1);
    return message.substring((file + ": ").length());
  }
}
