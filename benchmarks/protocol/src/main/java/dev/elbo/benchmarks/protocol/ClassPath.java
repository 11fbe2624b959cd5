package dev.elbo.benchmarks.protocol;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which versions of libraries a contender runs on, read off its class path. */
public final class ClassPath {
  private ClassPath() {}

  /** Name and version of each artifact that is there, such as {@code pytorch 2.10.0-1.5.13}. */
  public static String versions(String... artifacts) {
    return versionsIn(System.getProperty("java.class.path", ""), artifacts);
  }

  static String versionsIn(String classPath, String... artifacts) {
    List<String> found = new ArrayList<>();
    for (String artifact : artifacts) {
      // The plain jar: one with a classifier has letters after the version.
      Pattern jar =
          Pattern.compile(Pattern.quote(artifact) + "-(\\d[\\w.]*(?:-[\\dA-Z][\\w.]*)*)\\.jar");
      for (String entry : classPath.split(File.pathSeparator, -1)) {
        Matcher matcher = jar.matcher(new File(entry).getName());
        if (matcher.matches()) {
          found.add(artifact + " " + matcher.group(1));
        }
      }
    }
    return String.join(", ", found);
  }
}
