package dev.elbo.cli.option;

import dev.elbo.optim.Adagrad;
import dev.elbo.optim.Adam;
import dev.elbo.optim.AdamW;
import dev.elbo.optim.Optimizer;
import dev.elbo.optim.Sgd;
import java.util.Arrays;

/** {@code --optimizer}, each with the library's settings. */
public enum OptimizerKind {
  SGD,
  ADAGRAD,
  ADAM,
  ADAMW;

  Optimizer rule() {
    return switch (this) {
      case SGD -> Sgd.DEFAULT;
      case ADAGRAD -> Adagrad.DEFAULT;
      case ADAM -> Adam.DEFAULT;
      case ADAMW -> AdamW.DEFAULT;
    };
  }

  /** The kind of a rule. */
  static OptimizerKind of(Optimizer rule) {
    return Arrays.stream(values())
        .filter(kind -> kind.rule().getClass().equals(rule.getClass()))
        .findFirst()
        .orElseThrow();
  }

  /** Converts {@code --optimizer}. */
  public static final class Words extends Choice<OptimizerKind> {
    Words() {
      super(OptimizerKind.class);
    }
  }
}
