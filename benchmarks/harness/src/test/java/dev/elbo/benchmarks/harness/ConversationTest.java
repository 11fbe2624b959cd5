package dev.elbo.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Against contenders that are a line of shell. */
@DisabledOnOs(OS.WINDOWS)
class ConversationTest {
  private static Conversation with(String script) {
    return Conversation.start("fake on 1 thread", new ProcessBuilder("sh", "-c", script));
  }

  @Test
  void asksAndReadsAnswersAmongOtherOutput() {
    String script =
        """
        echo noise; echo '@ ready fake 1'
        while read -r word count; do
          case $word in
            steps) echo 'more noise'; echo '@ times 10 30 20' ;;
            objective) echo '@ objective NaN' ;;
            quit) exit ;;
          esac
        done
        """;
    try (Conversation conversation = with(script)) {
      assertThat(conversation.awaitReady()).isEqualTo("fake 1");
      assertThat(conversation.steps(3)).containsExactly(10, 30, 20);
      assertThat(conversation.objective()).isNaN();
    }
  }

  @Test
  void repeatsWhatAContenderCannotDo() {
    try (Conversation conversation = with("echo '@ failed no such option'; exit 1")) {
      assertThatExceptionOfType(ContenderException.class)
          .isThrownBy(conversation::awaitReady)
          .withMessage("fake on 1 thread: no such option");
    }
  }

  @Test
  void tellsOfAnEndAndTheLastWords() {
    try (Conversation conversation = with("echo 'libfoo.so not found' >&2; exit 134")) {
      assertThatExceptionOfType(ContenderException.class)
          .isThrownBy(conversation::awaitReady)
          .withMessage(
              "fake on 1 thread ended with exit code 134; it last said: libfoo.so not found");
    }
  }
}
