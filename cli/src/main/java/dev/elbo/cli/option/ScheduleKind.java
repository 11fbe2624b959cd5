package dev.elbo.cli.option;

import dev.elbo.optim.Schedule;
import java.util.Arrays;
import java.util.Optional;

/** {@code --schedule}. */
public enum ScheduleKind {
  CONSTANT,
  COSINE,
  STEP;

  Schedule schedule() {
    return switch (this) {
      case CONSTANT -> new Schedule.Constant();
      case COSINE -> new Schedule.Cosine();
      case STEP -> Schedule.Step.DEFAULT;
    };
  }

  /** The kind of a schedule, if it has one: the library knows more of them. */
  static Optional<ScheduleKind> of(Schedule schedule) {
    return Arrays.stream(values())
        .filter(kind -> kind.schedule().getClass().equals(schedule.getClass()))
        .findFirst();
  }

  /** Converts {@code --schedule}. */
  public static final class Words extends Choice<ScheduleKind> {
    Words() {
      super(ScheduleKind.class);
    }
  }
}
