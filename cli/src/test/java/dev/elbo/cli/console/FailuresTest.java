package dev.elbo.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.data.DataException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FailuresTest {

  @Test
  void messages() {
    assertThat(Failures.message(new DataException("rows.npy: cut short")))
        .isEqualTo("rows.npy: cut short");
    assertThat(Failures.message(new NoSuchFileException("a/b")))
        .isEqualTo("a/b: there is no such file or folder");
    assertThat(
            Failures.message(
                new UncheckedIOException(
                    "the model cannot be written to x", new AccessDeniedException("x"))))
        .isEqualTo("the model cannot be written to x: x: access is denied");
    assertThat(Failures.message(new UncheckedIOException(new IOException("disk full"))))
        .isEqualTo("disk full");
    assertThat(Failures.message(new IllegalStateException("who knows")))
        .isEqualTo(
            "internal error: java.lang.IllegalStateException: who knows; run again with --verbose and"
                + " report what it prints");
    assertThat(Failures.message(new InvalidPathException("gr?n.npy", "Malformed input")))
        .isEqualTo(
            "gr?n.npy: Java cannot use this name under the locale that is set; try LC_ALL=C.UTF-8");
    assertThat(Failures.message(new OutOfMemoryError())).contains("ELBO_JAVA_OPTS=-Xmx");
  }

  @Test
  void oneLineAndAnExitCode() {
    StringWriter text = new StringWriter();
    Failures failures = new Failures(new PrintWriter(text), false);
    assertThat(failures.report(new DataException("two\n  lines"))).isEqualTo(1);
    assertThat(failures.report(new UsageException("wrong"))).isEqualTo(2);
    assertThat(failures.report(new OutOfMemoryError())).isEqualTo(1);
    assertThat(text.toString()).startsWith("elbo: two lines\nelbo: wrong\nelbo: out of memory");
  }
}
