package dev.elbo.benchmarks.libtorch;

import dev.elbo.benchmarks.protocol.Child;
import dev.elbo.benchmarks.protocol.ClassPath;
import dev.elbo.benchmarks.protocol.Library;
import dev.elbo.benchmarks.protocol.Race;
import dev.elbo.benchmarks.protocol.Setting;
import dev.elbo.benchmarks.protocol.Stepper;
import dev.elbo.benchmarks.protocol.Workload;
import java.io.IOException;
import java.util.Set;
import org.bytedeco.pytorch.global.torch;

/** libtorch as a contender. */
public final class Libtorch implements Library {
  /** Option: rows × draws at once where scores are computed. */
  private static final String CHUNK = "chunk";

  private static final String DEFAULT_CHUNK = "1000";

  private Libtorch() {}

  /** Talks to the harness. */
  public static void main(String[] args) {
    Child.serve(Libtorch::new, args);
  }

  @Override
  public String versions() {
    return "%s, products by %s"
        .formatted(ClassPath.versions("pytorch"), ClassPath.versions(Products.library()));
  }

  @Override
  public Stepper prepare(Workload workload, Setting setting) {
    setting.requireKnown(Set.of(CHUNK));
    torch.set_num_threads(setting.threads());
    torch.manual_seed(1);
    long chunk = Long.parseLong(setting.options().getOrDefault(CHUNK, DEFAULT_CHUNK));
    return workload.task().trains()
        ? new TrainingStepper(workload)
        : new ForwardStepper(workload, chunk);
  }

  @Override
  public void race(Race race, Race.Listener listener) throws IOException {
    torch.set_num_threads(race.threads());
    torch.manual_seed(1);
    new MnistRace(race).run(listener);
  }
}
