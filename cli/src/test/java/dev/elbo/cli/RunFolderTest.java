package dev.elbo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunFolderTest {
  @Test
  void namesAreThoseOfTheData() {
    assertThat(RunFolder.nameFor("digits/train")).isEqualTo("digits");
    assertThat(RunFolder.nameFor("my rows.npy.gz")).isEqualTo("my-rows");
    assertThat(RunFolder.nameFor("train-images-idx3-ubyte.gz"))
        .isEqualTo("train-images-idx3-ubyte");
    assertThat(RunFolder.nameFor(".npy")).isEqualTo("run");
  }
}
