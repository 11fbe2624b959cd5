package dev.elbo.paper.recipe;

import dev.elbo.paper.frame.PartContext;
import dev.elbo.picture.text.Numbers;
import dev.elbo.train.TrainingListener;

/** Tells how far training is, as a part does. */
final class TrainingProgress implements TrainingListener {
  private final PartContext.Progress target;
  private int epochs;

  TrainingProgress(PartContext.Progress target) {
    this.target = target;
  }

  @Override
  public void started(Plan plan) {
    epochs = plan.epochs();
  }

  @Override
  public void stepped(Progress now) {
    target.at(
        (double) now.step() / now.steps(),
        () ->
            "epoch %d/%d, bound %s".formatted(now.epoch(), epochs, Numbers.fixed(now.bound(), 2)));
  }
}
