package dev.elbo;

import dev.elbo.data.Binarization;
import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.DiagonalGaussian;
import dev.elbo.distribution.Likelihood;
import dev.elbo.distribution.LogVarianceBounds;
import dev.elbo.model.Architecture;
import dev.elbo.objective.Iwae;
import dev.elbo.objective.Objective;
import dev.elbo.objective.SgvbA;
import dev.elbo.objective.SgvbB;
import dev.elbo.optim.Adagrad;
import dev.elbo.optim.Adam;
import dev.elbo.optim.AdamW;
import dev.elbo.optim.Optimizer;
import dev.elbo.optim.Schedule;
import dev.elbo.optim.Sgd;
import dev.elbo.train.TrainOptions;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The settings of a run in words, for the model file and the report: all that its result depends
 * on, and so not the number of threads.
 */
final class Settings {
  private Settings() {}

  static Map<String, String> of(
      Architecture architecture, Binarization binarization, double heldOut, TrainOptions options) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("decoder", decoder(architecture.likelihood()));
    settings.put("layers", architecture.widths());
    settings.put("activation", text(architecture.activation()));
    settings.put("weights", text(architecture.weights()));
    settings.put("encoder log variance", range(architecture.encoderBounds()));
    settings.put("binarization", text(binarization));
    settings.put("held out", heldOut(heldOut));
    settings.put("objective", objective(options.objective()));
    settings.put("beta", Double.toString(options.beta()));
    settings.put("warm-up epochs", Integer.toString(options.warmUpEpochs()));
    settings.put("samples", Integer.toString(options.objective().draws()));
    settings.put("optimizer", optimizer(options.optimizer()));
    settings.put("learning rate", Double.toString(options.optimizer().rate()));
    settings.put("schedule", schedule(options.schedule()));
    settings.put("minibatch", Integer.toString(options.minibatch()));
    settings.put("epochs", epochs(options.epochs()));
    settings.put("patience", Integer.toString(options.patience()));
    settings.put(
        "gradient norm limit",
        options.clipNorm().isPresent()
            ? Double.toString(options.clipNorm().getAsDouble())
            : "none");
    settings.put("weight prior", options.weightPrior() ? "N(0, I)" : "none");
    settings.put("initialization", text(options.initialization()));
    settings.put("precision", text(options.precision()));
    settings.put("shards", Integer.toString(options.shards()));
    settings.put("seed", Long.toString(options.seed()));
    return settings;
  }

  /** A share of the rows, or from 1 on a number of them. */
  private static String heldOut(double heldOut) {
    return heldOut < 1 ? Double.toString(heldOut) : (long) heldOut + " rows";
  }

  private static String epochs(OptionalInt epochs) {
    return epochs.isPresent() ? Integer.toString(epochs.getAsInt()) : "automatic";
  }

  private static String decoder(Likelihood likelihood) {
    if (likelihood instanceof DiagonalGaussian gaussian) {
      return "gaussian, log variance %s in %s, means %s"
          .formatted(
              text(gaussian.variance()), range(gaussian.bounds()), text(gaussian.meanRange()));
    }
    return likelihood instanceof Bernoulli ? "bernoulli" : likelihood.toString();
  }

  private static String range(LogVarianceBounds bounds) {
    return "[%s, %s]".formatted(bounds.lower(), bounds.upper());
  }

  private static String objective(Objective objective) {
    if (objective instanceof SgvbA) {
      return "sgvb-a";
    }
    if (objective instanceof SgvbB b) {
      return b.freeBits() == 0 ? "sgvb-b" : "sgvb-b, free bits " + b.freeBits();
    }
    return objective instanceof Iwae iwae
        ? "iwae, gradient " + text(iwae.gradient())
        : objective.toString();
  }

  private static String optimizer(Optimizer optimizer) {
    if (optimizer instanceof Sgd sgd) {
      return "sgd, momentum " + sgd.momentum();
    }
    if (optimizer instanceof Adagrad adagrad) {
      return "adagrad, epsilon " + adagrad.epsilon();
    }
    if (optimizer instanceof AdamW adamW) {
      return "adamw, weight decay %s, %s".formatted(adamW.weightDecay(), moments(adamW.adam()));
    }
    return optimizer instanceof Adam adam ? "adam, " + moments(adam) : optimizer.toString();
  }

  private static String moments(Adam adam) {
    return "betas %s and %s, epsilon %s".formatted(adam.beta1(), adam.beta2(), adam.epsilon());
  }

  private static String schedule(Schedule schedule) {
    if (schedule instanceof Schedule.Delayed delayed) {
      return "constant after " + delayed.steps() + " steps";
    }
    if (schedule instanceof Schedule.Step step) {
      return "step, " + step.stages() + " stages, factor " + step.drop();
    }
    return schedule.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private static String text(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
