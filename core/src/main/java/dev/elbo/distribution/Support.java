package dev.elbo.distribution;

/** The values that a likelihood can be asked about. */
public enum Support {
  /** Finite numbers in [0, 1]. */
  UNIT_INTERVAL,
  /** Any finite number. */
  REAL,
  /** Every column has a {@linkplain ColumnSupport support} of its own, and may lack a value. */
  MIXED
}
