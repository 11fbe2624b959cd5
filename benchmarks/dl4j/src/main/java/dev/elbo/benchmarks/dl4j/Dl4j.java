package dev.elbo.benchmarks.dl4j;

import dev.elbo.benchmarks.protocol.Child;
import dev.elbo.benchmarks.protocol.ClassPath;
import dev.elbo.benchmarks.protocol.Library;
import dev.elbo.benchmarks.protocol.Race;
import dev.elbo.benchmarks.protocol.Setting;
import dev.elbo.benchmarks.protocol.Stepper;
import dev.elbo.benchmarks.protocol.Workload;
import java.util.Set;

/** DL4J as a contender. Its number of threads is OpenMP's, which the environment says. */
public final class Dl4j implements Library {
  private Dl4j() {}

  /** Talks to the harness. */
  public static void main(String[] args) {
    Child.serve(Dl4j::new, args);
  }

  @Override
  public String versions() {
    return "%s, natives %s"
        .formatted(
            ClassPath.versions("deeplearning4j-nn", "nd4j-native", "openblas"),
            System.getProperty("javacpp.platform.extension", "plain").replaceFirst("^-", ""));
  }

  @Override
  public Stepper prepare(Workload workload, Setting setting) {
    setting.requireKnown(Set.of());
    if (workload.task() != Workload.Task.TRAIN) {
      throw new UnsupportedOperationException(
          "DL4J's layer trains the bound with closed-form KL only; it has no importance-weighted"
              + " bound, and its codes and scores are other quantities");
    }
    return new TrainingStepper(workload);
  }

  @Override
  public void race(Race race, Race.Listener listener) {
    throw new UnsupportedOperationException("DL4J has no part in the race");
  }
}
