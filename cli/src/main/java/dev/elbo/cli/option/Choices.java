package dev.elbo.cli.option;

import dev.elbo.AutoEncoder;
import dev.elbo.data.Binarization;
import dev.elbo.data.Part;
import dev.elbo.distribution.DiagonalGaussian.MeanRange;
import dev.elbo.distribution.DiagonalGaussian.Variance;
import dev.elbo.linalg.Precision;
import dev.elbo.nn.Activation;
import dev.elbo.nn.Initialization;
import dev.elbo.paper.frame.Budget;
import dev.elbo.table.csv.Encoding;

/** Converters of options whose values are enums of the library. */
public final class Choices {
  private Choices() {}

  /** {@code --variance}. */
  public static final class VarianceWords extends Choice<Variance> {
    VarianceWords() {
      super(Variance.class);
    }
  }

  /** {@code --mean-range}. */
  public static final class MeanRangeWords extends Choice<MeanRange> {
    MeanRangeWords() {
      super(MeanRange.class);
    }
  }

  /** {@code --encoding}. */
  public static final class EncodingWords extends Choice<Encoding> {
    EncodingWords() {
      super(Encoding.class);
    }
  }

  /** {@code --activation}. */
  public static final class ActivationWords extends Choice<Activation> {
    ActivationWords() {
      super(Activation.class);
    }
  }

  /** {@code --init}. */
  public static final class InitializationWords extends Choice<Initialization> {
    InitializationWords() {
      super(Initialization.class);
    }
  }

  /** {@code --precision}. */
  public static final class PrecisionWords extends Choice<Precision> {
    PrecisionWords() {
      super(Precision.class);
    }
  }

  /** {@code --binarize}. */
  public static final class BinarizationWords extends Choice<Binarization> {
    BinarizationWords() {
      super(Binarization.class);
    }
  }

  /** {@code --split}. */
  public static final class PartWords extends Choice<Part> {
    PartWords() {
      super(Part.class);
    }
  }

  /** {@code --budget}. */
  public static final class BudgetWords extends Choice<Budget> {
    BudgetWords() {
      super(Budget.class);
    }
  }

  /** {@code --kind} of samples. */
  public static final class SampleWords extends Choice<AutoEncoder.Sample> {
    SampleWords() {
      super(AutoEncoder.Sample.class);
    }
  }
}
