package dev.elbo.paper.frame;

import java.util.Locale;

/** How much an experiment may compute. */
public enum Budget {
  /** Seconds, on the digits that come with Elbo: shows that it works, and proves nothing else. */
  TRIAL,

  /** Hours: enough to see whether the paper's claims hold. */
  QUICK,

  /** As long as the paper trained. */
  FULL;

  /** The name as users write it: {@code trial}, {@code quick}, {@code full}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
