package dev.elbo.cli.option;

import dev.elbo.objective.Iwae;
import dev.elbo.objective.Objective;
import dev.elbo.objective.SgvbA;
import dev.elbo.objective.SgvbB;

/** {@code --objective}. */
public enum ObjectiveKind {
  SGVB_A {
    @Override
    Objective with(int draws) {
      return new SgvbA(draws);
    }
  },
  SGVB_B {
    @Override
    Objective with(int draws) {
      return new SgvbB(draws);
    }
  },
  IWAE {
    @Override
    Objective with(int draws) {
      return new Iwae(draws, Iwae.Gradient.FULL);
    }
  },
  DREG {
    @Override
    Objective with(int draws) {
      return new Iwae(draws, Iwae.Gradient.DOUBLY_REPARAMETERIZED);
    }
  };

  /** The objective with L or k draws a row. */
  abstract Objective with(int draws);

  /** Whether it is a bound of several draws, which one draw makes pointless. */
  boolean importanceWeighted() {
    return this == IWAE || this == DREG;
  }

  /** The kind of an objective. */
  static ObjectiveKind of(Objective objective) {
    if (objective instanceof Iwae iwae) {
      return iwae.gradient() == Iwae.Gradient.FULL ? IWAE : DREG;
    }
    return objective instanceof SgvbA ? SGVB_A : SGVB_B;
  }

  /** Converts {@code --objective}. */
  public static final class Words extends Choice<ObjectiveKind> {
    Words() {
      super(ObjectiveKind.class);
    }
  }
}
