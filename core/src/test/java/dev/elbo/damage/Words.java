package dev.elbo.damage;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Damage to a text that is made of words, numbers and signs: still text, but not what it was. */
public final class Words {
  private static final Pattern TOKEN =
      Pattern.compile("-?\\d+(?:\\.\\d+)?(?:[eE]-?\\d+)?|[\\p{L}_.]+|\\\\\"|\\S");

  private static final Pattern NUMBER = Pattern.compile("-?\\d.*");

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "1",
          "-1",
          "2",
          "0.5",
          "-0",
          "1e999",
          "-1e999",
          "65536",
          "2147483647",
          "2147483648",
          "4294967297",
          "4611686018427387904",
          "9223372036854775807",
          "9223372036854775808",
          "99999999999999999999999999",
          "3.4028236e38",
          "1e-400");

  private static final List<String> ANYTHING =
      List.of(
          "",
          "null",
          "true",
          "\"\"",
          "\\\"\\\"",
          "[]",
          "{}",
          "()",
          "[[[[[[[[[[",
          "NaN",
          "\\u0000",
          "\n",
          "é",
          "None",
          "\"x\":1,",
          "\\\"x\\\":1,",
          ",",
          "0,".repeat(500));

  private Words() {}

  /** Replaces, deletes, repeats or moves one or two tokens. */
  public static String damaged(String text, SplittableRandom random) {
    List<MatchResult> tokens = TOKEN.matcher(text).results().toList();
    if (tokens.isEmpty()) {
      return ANYTHING.get(random.nextInt(ANYTHING.size()));
    }
    MatchResult token = token(tokens, random);
    return text.substring(0, token.start())
        + instead(token.group(), tokens, random)
        + text.substring(token.end());
  }

  /** Numbers are what readers believe, so half of the time it is one. */
  private static MatchResult token(List<MatchResult> tokens, SplittableRandom random) {
    List<MatchResult> numbers = new ArrayList<>(tokens);
    numbers.removeIf(token -> !NUMBER.matcher(token.group()).matches());
    List<MatchResult> from = numbers.isEmpty() || random.nextBoolean() ? tokens : numbers;
    return from.get(random.nextInt(from.size()));
  }

  private static String instead(String token, List<MatchResult> tokens, SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> NUMBERS.get(random.nextInt(NUMBERS.size()));
      case 1 -> tokens.get(random.nextInt(tokens.size())).group();
      case 2 -> token + token;
      default ->
          NUMBER.matcher(token).matches()
              ? NUMBERS.get(random.nextInt(NUMBERS.size()))
              : ANYTHING.get(random.nextInt(ANYTHING.size()));
    };
  }
}
