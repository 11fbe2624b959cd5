package dev.elbo.paper;

import dev.elbo.paper.estimators.Estimators;
import dev.elbo.paper.fig2.Fig2;
import dev.elbo.paper.fig3.Fig3;
import dev.elbo.paper.fig4.Fig4;
import dev.elbo.paper.fig5.Fig5;
import dev.elbo.paper.frame.Experiment;
import dev.elbo.paper.iwae.IwaeTable;
import java.util.List;
import java.util.Optional;

/** The experiments that can be reproduced. */
public final class Experiments {
  /** All of them, in the order of the papers. */
  public static final List<Experiment> ALL =
      List.of(new Fig2(), new Fig3(), new Fig4(), new Fig5(), new Estimators(), new IwaeTable());

  private Experiments() {}

  /** The experiment of a name. */
  public static Optional<Experiment> find(String name) {
    return ALL.stream().filter(experiment -> experiment.name().equals(name)).findFirst();
  }
}
