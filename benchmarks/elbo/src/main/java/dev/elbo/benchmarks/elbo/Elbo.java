package dev.elbo.benchmarks.elbo;

import dev.elbo.benchmarks.protocol.Child;
import dev.elbo.benchmarks.protocol.ClassPath;
import dev.elbo.benchmarks.protocol.Library;
import dev.elbo.benchmarks.protocol.Race;
import dev.elbo.benchmarks.protocol.Setting;
import dev.elbo.benchmarks.protocol.Stepper;
import dev.elbo.benchmarks.protocol.Workload;
import dev.elbo.linalg.Kernels;
import java.io.IOException;

/** Elbo as a contender. */
public final class Elbo implements Library {
  private Elbo() {}

  /** Talks to the harness. */
  public static void main(String[] args) {
    Child.serve(Elbo::new, args);
  }

  @Override
  public String versions() {
    return "%s, products by %s (%s)"
        .formatted(ClassPath.versions("elbo-core"), Kernels.engine(), ClassPath.versions("dnnl"));
  }

  @Override
  public Stepper prepare(Workload workload, Setting setting) {
    return workload.task().trains()
        ? new TrainingStepper(workload, setting)
        : new ForwardStepper(workload, setting);
  }

  @Override
  public void race(Race race, Race.Listener listener) throws IOException {
    new MnistRace(race).run(listener);
  }
}
