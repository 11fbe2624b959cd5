package dev.elbo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.AutoEncoder;
import dev.elbo.Codes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code elbo import} and {@code elbo export}. */
class ExchangeCommandsTest {
  private static final String NOTE =
      "note     log σ² has smooth bounds, which the module must have, too: docs/pytorch.md has them\n";

  @TempDir private static Path folder;
  private static Path bernoulli = Path.of("");
  private static Path gaussian = Path.of("");

  @BeforeAll
  static void train() throws IOException {
    bernoulli = Files.createDirectory(folder.resolve("bernoulli"));
    Models.run(Models.bernoulli(3), bernoulli);
    gaussian = Files.createDirectory(folder.resolve("gaussian"));
    Models.run(Models.gaussian(Models.table("table", 5), 2).hidden(4, 3), gaussian);
  }

  private static void assertSameCodes(Path model, Path other) throws IOException {
    AutoEncoder expected = AutoEncoder.load(model.resolve("model.safetensors"));
    Codes codes = expected.encode(Models.digits());
    Codes found = AutoEncoder.load(other).encode(Models.digits());
    assertThat(found.means()).isDeepEqualTo(codes.means());
    assertThat(found.deviations()).isDeepEqualTo(codes.deviations());
  }

  @Test
  void aModelGoesAndComesBack() throws IOException {
    Path file = folder.resolve("vae.safetensors");
    ElboProcess.Result written =
        ElboProcess.inThisProcess(
                "export",
                bernoulli.toString(),
                "--format",
                "safetensors",
                "--layout",
                "pytorch",
                "-o",
                file.toString())
            .succeeded();
    assertThat(written.out()).isEmpty();
    assertThat(written.err())
        .isEqualTo("wrote    %s: 64–8–3–8–64, in the layout of pytorch\n".formatted(file) + NOTE);

    Path back = folder.resolve("back.safetensors");
    ElboProcess.Result read =
        ElboProcess.inThisProcess(
                "import", "--from", "pytorch", file.toString(), "-o", back.toString())
            .succeeded();
    assertThat(read.out()).isEmpty();
    assertThat(read.err())
        .isEqualTo(
            "wrote    %s: 64–8–3–8–64, tanh, Bernoulli decoder, 1,182 parameters\n"
                .formatted(back));
    assertSameCodes(bernoulli, back);
    assertThat(ElboProcess.inThisProcess("inspect", back.toString()).out())
        .contains("training elsewhere; imported by Elbo ")
        .contains("settings imported from                    vae.safetensors\n");

    ElboProcess.Result again =
        ElboProcess.inThisProcess(
            "import", "--from", "pytorch", file.toString(), "-o", back.toString());
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err())
        .isEqualTo(
            "elbo: -o %s: this file exists; choose another name, or overwrite it with --force\n"
                .formatted(back));
  }

  /** Names from a file and from pairs. */
  @Test
  void namesOfOnesOwn() throws IOException {
    Path names =
        Files.write(
            folder.resolve("names.txt"),
            List.of(
                "# the encoder",
                "encoder.hidden.0 = enc.0",
                "encoder.hidden.1 = enc.2",
                "encoder.mean = mu",
                "",
                "decoder.hidden.0 = dec.0",
                "decoder.hidden.1 = dec.2",
                "decoder.mean = out.mu",
                "decoder.log_variance = out.logvar"));
    Path file = folder.resolve("own.safetensors");
    Path back = folder.resolve("gaussian-back.safetensors");
    ElboProcess.Result written =
        ElboProcess.inThisProcess(
            "export",
            gaussian.toString(),
            "--format",
            "safetensors",
            "-o",
            file.toString(),
            "--map",
            names.toString(),
            "--map",
            "encoder.log_variance=logvar");
    assertThat(written.err())
        .isEqualTo("wrote    %s: 5–4–3–2–3–4–5, in the layout of pytorch\n".formatted(file) + NOTE);
    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
        .contains("\"enc.2.weight\"", "\"logvar.bias\"", "\"out.logvar.weight\"");
    ElboProcess.Result read =
        ElboProcess.inThisProcess(
            "import",
            "--from=pytorch",
            file.toString(),
            "-o",
            back.toString(),
            "--map",
            "encoder.log_variance=logvar",
            "--map",
            names.toString());
    assertThat(read.code()).as(read.err()).isZero();
    assertThat(AutoEncoder.load(back).parameters().values())
        .isEqualTo(AutoEncoder.load(gaussian.resolve("model.safetensors")).parameters().values());
  }

  @Test
  void aPickleIsRefused() throws IOException {
    Path pickle =
        Files.write(
            folder.resolve("vae.pt"),
            new byte[] {(byte) 0x80, 4, (byte) 0x95, 1, 0, 0, 0, 0, 0, 0});
    Path target = folder.resolve("never.safetensors");
    ElboProcess.Result result =
        ElboProcess.inThisProcess(
            "import", "--from", "pytorch", pickle.toString(), "-o", target.toString());
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo(
            ("elbo: %s: a pickle, such as torch.save wrote, and no safetensors file; pickles run code,"
                    + " so Elbo reads none: in Python,"
                    + " safetensors.torch.save_file(model.state_dict(), 'model.safetensors') writes"
                    + " what it reads\n")
                .formatted(pickle));
    assertThat(target).doesNotExist();
  }
}
