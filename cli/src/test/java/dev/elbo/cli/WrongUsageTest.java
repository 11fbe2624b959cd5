package dev.elbo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong usage is exit code 2 and a line that names the option and what is valid. */
class WrongUsageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          train --epochs 0            | --epochs 0: epochs must be 1 or more, not 0
          train --batch x             | Invalid value for option '--batch': 'x' is no whole number
          train --batch 0             | --batch 0: minibatch must be 1 or more rows, not 0
          train --beta -1             | --beta -1: beta must be 0 or more and finite, not -1.0
          train --decoder foo         | Invalid value for option '--decoder': 'foo' is none of bernoulli, gaussian
          train --binarize foo        | Invalid value for option '--binarize': 'foo' is none of none, threshold, dynamic
          train --hidden 0            | --hidden 0: hidden layers need widths of 1 or more, at least one layer, not [0]
          train --latent 0            | --latent 0: latent size must be 1 or more, not 0
          train --threads 0           | --threads 0: threads must be 1 or more, not 0
          train --clip-norm 0         | --clip-norm 0: clip norm must be positive, not 0.0
          train --learning-rate 0     | --learning-rate 0: learning rate must be a positive number, not 0.0
          train --objective iwae      | --objective iwae needs --samples, the number of draws it weighs, such as --samples 5
          train --samples 0           | --samples 0: draws a row must be 1 or more, not 0
          train --objective sgvb-a --free-bits 1         | --free-bits goes with --objective sgvb-b, not with sgvb-a
          train --decoder bernoulli --variance shared    | --variance goes with --decoder gaussian, not with bernoulli
          train --decoder gaussian --binarize dynamic    | --binarize dynamic goes with --decoder bernoulli, not with gaussian
          train --validation 5000     | --validation 5000: 5000 of 1438 rows cannot be held out: give a fraction between 0 and 1, or a number of rows from 1 to 1437
          train --validation -1       | --validation -1: give a fraction between 0 and 1, a number of rows, or 0 for none
          train nowhere --latent 0    | --latent 0: latent size must be 1 or more, not 0
          train --variance shared --binarize dynamic     | --binarize dynamic goes with --decoder bernoulli, not with gaussian
          train digits more           | one argument too many: 'more'
          train --learning-rate x     | Invalid value for option '--learning-rate': 'x' is no number
          train --split some          | Invalid value for option '--split': 'some' is none of train, test, all
          evaluate                    | Missing required parameter: 'MODEL'
          evaluate model --samples 0  | --samples must be 1 or more, not 0
          encode model -o codes.txt   | -o codes.txt: the name must end in .npy or .csv or .csv.gz or .parquet
          sample model -n 0           | -n must be 1 or more, not 0
          import x.safetensors -o y.safetensors          | Missing required option: '--from=TOOL'
          import x --from keras -o y.safetensors         | Invalid value for option '--from': 'keras' is none of pytorch
          import x --from pytorch -o y.pt                | -o y.pt: the name must end in .safetensors
          import x --from pytorch -o y.safetensors --map a=b     | --map: no name is given for encoder.hidden.0.weight
          import x --from pytorch -o y.safetensors --map nowhere | --map nowhere: neither a pair OURS=THEIRS nor a file of such lines
          import x --from pytorch -o y.safetensors --image 28    | Invalid value for option '--image': '28' is no height and width such as 28x28
          import x --from pytorch -o y.safetensors --log-variance 1e99 | log σ² must be a finite number, not 1.0E99
          export model --format hdf5 -o y.safetensors    | Invalid value for option '--format': 'hdf5' is none of safetensors, onnx
          export model --format onnx -o y --layout pytorch | --layout and --map are for --format safetensors
          export model -o y.safetensors                  | Missing required option: '--format=FORMAT'
          data faces                  | there is no data set "faces"; the sets are digits, mnist, fashion-mnist
          """)
  void namesTheOptionAndWhatIsValid(String command, String message) {
    ElboProcess.Result result = ElboProcess.inThisProcess(command.split(" +"));
    String name = command.split(" ", 2)[0];
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo("elbo: %s\nelbo %s --help says what is possible\n".formatted(message, name));
  }

  @Test
  void misspelledWordsGetASuggestion(@TempDir Path folder) throws Exception {
    ElboProcess elbo = new ElboProcess(folder);
    ElboProcess.Result command = elbo.run("trian");
    assertThat(command.code()).isEqualTo(2);
    assertThat(command.err())
        .contains("there is no command 'trian'; the commands are train, evaluate, ")
        .contains("Did you mean: elbo train");
    ElboProcess.Result option = elbo.run("train", "--epoch", "3");
    assertThat(option.code()).isEqualTo(2);
    assertThat(option.err())
        .contains("elbo: Unknown option: '--epoch'\nPossible solutions: --epochs");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void stackTracesAreForThoseWhoAsk() {
    assertThat(ElboProcess.inThisProcess("train", "--epochs", "0").err()).doesNotContain("\tat ");
    assertThat(ElboProcess.inThisProcess("train", "--epochs", "0", "--verbose").err())
        .contains("\tat dev.elbo.cli.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          evaluate nowhere     | elbo: nowhere: there is no such model file or run folder (
          inspect src          | elbo: src: this folder holds no model.safetensors, so it is no finished run;
          train nowhere.npy    | elbo: nowhere.npy: there is no such file, nor a set of this name; the sets are digits, mnist, fashion-mnist
          data mnist nowhere   | elbo: nowhere: there is no such folder or .tgz file (
          """)
  void missingFilesAreAFailureOfFiles(String command, String start) {
    ElboProcess.Result result = ElboProcess.inThisProcess(command.split(" +"));
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).startsWith(start).hasLineCount(1);
  }
}
