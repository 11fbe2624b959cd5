package dev.elbo.persist;

import dev.elbo.linalg.Precision;
import dev.elbo.nn.Initialization;
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
import tools.jackson.databind.node.ObjectNode;

/**
 * Options of training as a JSON object, and back. Each stands under its own name; what is missing,
 * not valid or unknown is an {@link IllegalArgumentException} that names it.
 */
final class OptionsJson {
  private static final String KIND = "kind";

  private OptionsJson() {}

  static String write(TrainOptions o) {
    ObjectNode node = SafetensorsHeader.JSON.createObjectNode();
    write(o.objective(), node.putObject("objective"));
    node.put("beta", o.beta());
    node.put("warm_up_epochs", o.warmUpEpochs());
    write(o.optimizer(), node.putObject("optimizer"));
    write(o.schedule(), node.putObject("schedule"));
    node.put("minibatch", o.minibatch());
    o.epochs().ifPresent(epochs -> node.put("epochs", epochs));
    node.put("patience", o.patience());
    o.clipNorm().ifPresent(norm -> node.put("clip_norm", norm));
    node.put("weight_prior", o.weightPrior());
    node.put("initialization", Fields.word(o.initialization()));
    node.put("precision", Fields.word(o.precision()));
    node.put("shards", o.shards());
    node.put("threads", o.threads());
    node.put("seed", o.seed());
    return SafetensorsHeader.JSON.writeValueAsString(node);
  }

  static TrainOptions read(String json) {
    Fields fields = Fields.of(json);
    TrainOptions options =
        new TrainOptions(
            readObjective(fields.object("objective")),
            fields.number("beta"),
            fields.integer("warm_up_epochs"),
            readOptimizer(fields.object("optimizer")),
            readSchedule(fields.object("schedule")),
            fields.integer("minibatch"),
            fields.optionalInteger("epochs"),
            fields.integer("patience"),
            fields.optionalNumber("clip_norm"),
            fields.truth("weight_prior"),
            fields.constant(Initialization.class, "initialization"),
            fields.constant(Precision.class, "precision"),
            fields.integer("shards"),
            fields.integer("threads"),
            fields.wholeNumber("seed"));
    fields.requireNoOthers();
    return options;
  }

  private static void write(Objective objective, ObjectNode node) {
    if (objective instanceof SgvbA) {
      node.put(KIND, "sgvb-a");
    } else if (objective instanceof SgvbB b) {
      node.put(KIND, "sgvb-b");
      node.put("free_bits", b.freeBits());
    } else if (objective instanceof Iwae iwae) {
      node.put(KIND, "iwae");
      node.put("gradient", Fields.word(iwae.gradient()));
    } else {
      throw unknown(objective);
    }
    node.put("draws", objective.draws());
  }

  private static Objective readObjective(Fields fields) {
    String kind = fields.text(KIND);
    int draws = fields.integer("draws");
    Objective objective =
        switch (kind) {
          case "sgvb-a" -> new SgvbA(draws);
          case "sgvb-b" -> new SgvbB(draws, fields.number("free_bits"));
          case "iwae" -> new Iwae(draws, fields.constant(Iwae.Gradient.class, "gradient"));
          default -> throw Fields.unknown("objective", kind);
        };
    fields.requireNoOthers();
    return objective;
  }

  private static void write(Optimizer optimizer, ObjectNode node) {
    if (optimizer instanceof Sgd sgd) {
      node.put(KIND, "sgd");
      node.put("rate", sgd.rate());
      node.put("momentum", sgd.momentum());
    } else if (optimizer instanceof Adagrad adagrad) {
      node.put(KIND, "adagrad");
      node.put("rate", adagrad.rate());
      node.put("epsilon", adagrad.epsilon());
    } else if (optimizer instanceof Adam adam) {
      node.put(KIND, "adam");
      writeAdam(adam, node);
    } else if (optimizer instanceof AdamW adamW) {
      node.put(KIND, "adamw");
      writeAdam(adamW.adam(), node);
      node.put("weight_decay", adamW.weightDecay());
    } else {
      throw unknown(optimizer);
    }
  }

  private static void writeAdam(Adam adam, ObjectNode node) {
    node.put("rate", adam.rate());
    node.put("beta1", adam.beta1());
    node.put("beta2", adam.beta2());
    node.put("epsilon", adam.epsilon());
  }

  private static Optimizer readOptimizer(Fields fields) {
    String kind = fields.text(KIND);
    double rate = fields.number("rate");
    Optimizer optimizer =
        switch (kind) {
          case "sgd" -> new Sgd(rate, fields.number("momentum"));
          case "adagrad" -> new Adagrad(rate, fields.number("epsilon"));
          case "adam" -> readAdam(rate, fields);
          case "adamw" -> new AdamW(readAdam(rate, fields), fields.number("weight_decay"));
          default -> throw Fields.unknown("optimizer", kind);
        };
    fields.requireNoOthers();
    return optimizer;
  }

  private static Adam readAdam(double rate, Fields fields) {
    return new Adam(rate, fields.number("beta1"), fields.number("beta2"), fields.number("epsilon"));
  }

  private static void write(Schedule schedule, ObjectNode node) {
    if (schedule instanceof Schedule.Constant) {
      node.put(KIND, "constant");
    } else if (schedule instanceof Schedule.Delayed delayed) {
      node.put(KIND, "delayed");
      node.put("steps", delayed.steps());
    } else if (schedule instanceof Schedule.Cosine) {
      node.put(KIND, "cosine");
    } else if (schedule instanceof Schedule.Step step) {
      node.put(KIND, "step");
      node.put("stages", step.stages());
      node.put("drop", step.drop());
    } else {
      throw unknown(schedule);
    }
  }

  private static Schedule readSchedule(Fields fields) {
    String kind = fields.text(KIND);
    Schedule schedule =
        switch (kind) {
          case "constant" -> new Schedule.Constant();
          case "delayed" -> new Schedule.Delayed(fields.integer("steps"));
          case "cosine" -> new Schedule.Cosine();
          case "step" -> new Schedule.Step(fields.integer("stages"), fields.number("drop"));
          default -> throw Fields.unknown("schedule", kind);
        };
    fields.requireNoOthers();
    return schedule;
  }

  private static IllegalStateException unknown(Object part) {
    return new IllegalStateException(part + " has no words in a checkpoint");
  }
}
