package dev.elbo.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShellTest {
  @Test
  void quotesWhatAShellWouldCutOrExpand() {
    assertThat(Shell.command(List.of("./elbo", "train", "--hidden", "500,300", "größe.npy")))
        .isEqualTo("./elbo train --hidden 500,300 größe.npy");
    assertThat(Shell.command(List.of("my rows.npy", "it's", "$HOME", "")))
        .isEqualTo("'my rows.npy' 'it'\\''s' '$HOME' ''");
  }
}
