package dev.elbo.paper.curve;

import dev.elbo.nn.Parameters;
import java.util.List;

/** The figures that a curve shows. */
public interface Measurement {

  /** A name for each figure; the first is what the step size is chosen by. */
  List<String> columns();

  /** The figures of a model with these parameters, higher is better. */
  List<Double> of(Parameters parameters);
}
