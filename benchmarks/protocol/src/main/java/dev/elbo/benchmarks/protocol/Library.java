package dev.elbo.benchmarks.protocol;

import java.io.IOException;

/** A contender: something that can train and use variational auto-encoders. */
public interface Library {

  /** Versions and engines in use, one line. */
  String versions();

  /**
   * Builds the model of a workload, before any timing.
   *
   * @throws UnsupportedOperationException where the library cannot do the task; the message says so
   * @throws IllegalArgumentException where the setting is not valid
   */
  Stepper prepare(Workload workload, Setting setting);

  /**
   * Trains until the target is reached, the listener wants no more, or the epochs are over.
   *
   * @throws UnsupportedOperationException where the library has no part in it
   * @throws IOException where the data cannot be read
   */
  void race(Race race, Race.Listener listener) throws IOException;
}
