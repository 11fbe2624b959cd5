package dev.elbo.cli.console;

import dev.elbo.data.DataException;
import dev.elbo.paper.frame.PartsFailedException;
import dev.elbo.persist.ModelFormatException;
import dev.elbo.train.NonFiniteException;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into one line on standard error and an exit code. */
public final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private final PrintWriter err;
  private final boolean stackTraces;

  public Failures(PrintWriter err, boolean stackTraces) {
    this.err = err;
    this.stackTraces = stackTraces;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    say(message(e));
    UnmatchedArgumentException.printSuggestions(e, err);
    err.println(command.getCommandSpec().qualifiedName() + " --help says what is possible");
    trace(e);
    return ExitCode.USAGE;
  }

  /** Picocli's words, but for those that only programmers know. */
  private static String message(ParameterException e) {
    CommandLine command = e.getCommandLine();
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
      String word = unmatched.getUnmatched().get(0);
      return command.getSubcommands().isEmpty()
          ? "one argument too many: '%s'%s".formatted(word, hint(word))
          : "there is no command '%s'; the commands are %s"
              .formatted(word, String.join(", ", command.getSubcommands().keySet()));
    }
    return String.valueOf(e.getMessage())
        .replaceFirst("is not an? (int|long)$", "is no whole number")
        .replaceFirst("is not a double$", "is no number");
  }

  /** A shell makes many words of a pattern that has no quotes. */
  private static String hint(String word) {
    return new File(word).exists()
        ? "; a pattern of files goes in quotes, such as 'data/*.csv'"
        : "";
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    int code = report(e);
    if (code == ExitCode.USAGE) {
      err.println(command.getCommandSpec().qualifiedName() + " --help says what is possible");
    }
    return code;
  }

  /** Reports a failure of any kind. */
  public int report(Throwable e) {
    boolean usage = e instanceof UsageException || e instanceof IllegalArgumentException;
    say(message(e));
    trace(e);
    return usage ? ExitCode.USAGE : ExitCode.SOFTWARE;
  }

  /** One line about a failure. */
  static String message(Throwable e) {
    if (e instanceof OutOfMemoryError) {
      return ("out of memory (%,d MB): try fewer or smaller rows, a smaller model or --batch, or give"
              + " Java more: ELBO_JAVA_OPTS=-Xmx8g ./elbo …")
          .formatted(Runtime.getRuntime().maxMemory() >> 20);
    }
    if (e instanceof UncheckedIOException unchecked) {
      String cause = message(Objects.requireNonNull(unchecked.getCause()));
      String own = String.valueOf(unchecked.getMessage());
      return own.contains(String.valueOf(unchecked.getCause())) ? cause : own + ": " + cause;
    }
    if (e instanceof InvalidPathException path) {
      return "%s: Java cannot use this name under the locale that is set; try LC_ALL=C.UTF-8"
          .formatted(path.getInput());
    }
    if (e instanceof FileSystemException file) {
      return file.getFile() + ": " + reason(file);
    }
    boolean expected =
        e instanceof UsageException
            || e instanceof DataException
            || e instanceof ModelFormatException
            || e instanceof NonFiniteException
            || e instanceof PartsFailedException
            || e instanceof IllegalArgumentException
            || e instanceof IOException;
    return expected && e.getMessage() != null
        ? e.getMessage()
        : "internal error: %s; run again with --verbose and report what it prints".formatted(e);
  }

  private static String reason(FileSystemException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file or folder";
    }
    if (e instanceof AccessDeniedException) {
      return "access is denied";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "this exists already";
    }
    if (e instanceof NotDirectoryException) {
      return "this is no folder";
    }
    if (e instanceof DirectoryNotEmptyException) {
      return "this folder is not empty";
    }
    String reason = e.getReason();
    return reason == null ? e.getClass().getSimpleName() : reason;
  }

  private void say(String message) {
    err.println("elbo: " + String.join(" ", message.lines().map(String::strip).toList()));
  }

  private void trace(Throwable e) {
    if (stackTraces) {
      e.printStackTrace(err);
    }
    err.flush();
  }
}
