package dev.elbo.paper.curve;

import dev.elbo.nn.Parameters;
import java.util.List;

/** The figures of a model that a curve shows, higher is better. */
public interface Measurement {

  /** What the step size is chosen by: a figure on training rows. */
  double criterion(Parameters parameters);

  /** A name for each of the figures. */
  List<String> columns();

  /** The figures. */
  List<Double> of(Parameters parameters);
}
