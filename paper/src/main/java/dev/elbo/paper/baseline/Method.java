package dev.elbo.paper.baseline;

/** The ways to learn that the paper compares. */
public enum Method {
  AEVB("AEVB"),
  WAKE_SLEEP("wake-sleep"),
  MONTE_CARLO_EM("MCEM");

  private final String label;

  Method(String label) {
    this.label = label;
  }

  /** The name as it stands in legends. */
  public String label() {
    return label;
  }

  public Learner learner() {
    return switch (this) {
      case AEVB -> new Aevb();
      case WAKE_SLEEP -> new WakeSleep();
      case MONTE_CARLO_EM -> new MonteCarloEm();
    };
  }
}
