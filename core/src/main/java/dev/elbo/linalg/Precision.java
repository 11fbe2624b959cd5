package dev.elbo.linalg;

/** What the factors of a matrix product are rounded to. Sums are float32 in any case. */
public enum Precision {
  /** Not at all: float32, 24 bits of mantissa. */
  F32,
  /**
   * To bfloat16: 8 bits of mantissa, the range of float32. Half the time on processors that have
   * instructions for it (AVX512-BF16, AMX).
   */
  BF16
}
