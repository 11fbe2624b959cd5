package dev.elbo.cli.console;

import java.io.PrintWriter;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What the library logs becomes a line on standard error. */
public final class LogLines extends Handler {
  private final SimpleFormatter formatter = new SimpleFormatter();
  private final PrintWriter err;

  private LogLines(PrintWriter err) {
    this.err = err;
  }

  /** Takes the place of the JDK's own handler, which writes two lines with a date. */
  public static void install(PrintWriter err) {
    LogManager.getLogManager().reset();
    Logger.getLogger("").addHandler(new LogLines(err));
  }

  @Override
  public void publish(LogRecord line) {
    if (isLoggable(line)) {
      err.println(freshLine() + "elbo: " + formatter.formatMessage(line));
      err.flush();
    }
  }

  /** Over the line that changes, where there may be one. */
  private static String freshLine() {
    return Stderr.columns() > 0 ? "\r\033[K" : "";
  }

  @Override
  public void flush() {
    err.flush();
  }

  @Override
  public void close() {
    err.flush();
  }
}
