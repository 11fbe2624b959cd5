package dev.elbo.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.elbo.data.Binarization;
import dev.elbo.data.RowReader;
import dev.elbo.distribution.Bernoulli;
import dev.elbo.model.Architecture;
import dev.elbo.model.Vae;
import dev.elbo.nn.Parameters;
import dev.elbo.objective.Iwae;
import dev.elbo.objective.SgvbA;
import dev.elbo.objective.SgvbB;
import dev.elbo.optim.Adagrad;
import dev.elbo.optim.AdamW;
import dev.elbo.optim.Schedule;
import dev.elbo.optim.Sgd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that goes on from any state ends as the run that never stopped, bit for bit. */
class ResumeTest {
  private static final int EPOCHS = 7;

  /** Five steps an epoch, the last one of three rows. */
  private static final int ROWS = 23;

  /** Keeps copies of the states after the steps asked for. */
  private static final class Kept implements Checkpoints {
    private final List<TrainingState> states = new ArrayList<>();
    private final boolean everyStep;

    Kept(boolean everyStep) {
      this.everyStep = everyStep;
    }

    @Override
    public boolean due() {
      return everyStep;
    }

    @Override
    public void keep(TrainingState state) {
      states.add(state.copy());
    }

    TrainingState last() {
      return states.get(states.size() - 1);
    }
  }

  private static RowReader rows(int count, Binarization binarization) {
    return RowReader.of(Runs.uniform(count).data(), binarization, 1);
  }

  private static Trainer trainer(TrainOptions options, boolean heldOut, TrainingListener listener) {
    return new Trainer(
        Runs.smallVae(),
        options,
        rows(ROWS, Binarization.DYNAMIC),
        heldOut ? Optional.of(rows(9, Binarization.DYNAMIC)) : Optional.empty(),
        listener);
  }

  private static Trainer trainer(TrainOptions options, boolean heldOut) {
    return trainer(options, heldOut, new TrainingListener() {});
  }

  private static TrainOptions.Builder options() {
    return Runs.options(EPOCHS).minibatch(5);
  }

  static Stream<Arguments> runs() {
    return Stream.of(
        arguments("defaults", true, options()),
        arguments("nothing held out", false, options()),
        arguments("SGD, constant", true, options().optimizer(Sgd.DEFAULT).schedule(constant())),
        arguments(
            "Adagrad, step",
            true,
            options().optimizer(Adagrad.DEFAULT).schedule(Schedule.Step.DEFAULT)),
        arguments("AdamW, warm-up", true, options().optimizer(AdamW.DEFAULT).warmUpEpochs(3)),
        arguments("SGVB-A, limited norm", true, options().objective(new SgvbA(2)).clipNorm(0.5)),
        arguments(
            "free bits, weight prior",
            false,
            options().objective(new SgvbB(2, 0.25)).weightPrior(true).beta(2)),
        arguments(
            "IWAE, SGD without momentum",
            true,
            options()
                .objective(new Iwae(3, Iwae.Gradient.FULL))
                .optimizer(new Sgd(0.05, 0))
                .shards(3)),
        arguments(
            "DReG",
            true,
            options().objective(new Iwae(4, Iwae.Gradient.DOUBLY_REPARAMETERIZED)).clipNorm(3)),
        arguments(
            "stops early",
            true,
            options().optimizer(Adagrad.DEFAULT.withRate(1)).patience(2).warmUpEpochs(1)),
        arguments("one minibatch of all rows", true, options().minibatch(100)));
  }

  private static Schedule constant() {
    return new Schedule.Constant();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("runs")
  void endsAsTheRunThatNeverStopped(String name, boolean heldOut, TrainOptions.Builder builder) {
    TrainOptions options = builder.build();
    Kept kept = new Kept(true);
    TrainingResult whole = trainer(options, heldOut).run(kept);
    int states = kept.states.size();
    assertThat(states).isEqualTo(whole.history().size() * options.stepsPerEpoch(ROWS) + 2);
    for (int at : new int[] {0, 1, 3, 5, 6, states / 2, states - 3, states - 2, states - 1}) {
      TrainingState state = kept.states.get(Math.min(at, states - 1));
      for (int threads = 1; threads <= 2; threads++) {
        Kept again = new Kept(false);
        TrainingResult rest = trainer(options.withThreads(threads), heldOut).resume(state, again);
        assertSame(rest, whole);
        assertSame(again.last(), kept.last());
      }
    }
  }

  @Test
  void stopsEarlyIndeed() {
    Object[] run =
        runs()
            .map(Arguments::get)
            .filter(a -> a[0].equals("stops early"))
            .findFirst()
            .orElseThrow();
    TrainOptions options = ((TrainOptions.Builder) run[2]).build();
    assertThat(trainer(options, true).run().stoppedEarly()).isTrue();
  }

  private static void assertSame(TrainingResult actual, TrainingResult expected) {
    assertThat(bits(actual.parameters())).isEqualTo(bits(expected.parameters()));
    assertThat(actual.best().epoch()).isEqualTo(expected.best().epoch());
    assertThat(withoutClock(actual.history())).isEqualTo(withoutClock(expected.history()));
  }

  private static void assertSame(TrainingState actual, TrainingState expected) {
    assertThat(bits(actual.parameters())).isEqualTo(bits(expected.parameters()));
    assertThat(actual.moments()).hasSameSizeAs(expected.moments());
    for (int i = 0; i < actual.moments().size(); i++) {
      assertThat(bits(actual.moments().get(i))).isEqualTo(bits(expected.moments().get(i)));
    }
    assertThat(actual.step()).isEqualTo(expected.step());
    assertThat(actual.sums()).isEqualTo(expected.sums());
  }

  private static int[] bits(Parameters parameters) {
    int[] bits = new int[parameters.size()];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(parameters.values()[i]);
    }
    return bits;
  }

  private static List<EpochReport> withoutClock(List<EpochReport> history) {
    return history.stream()
        .map(
            r ->
                new EpochReport(
                    r.epoch(),
                    r.epochs(),
                    r.step(),
                    r.objective(),
                    r.reconstruction(),
                    r.kl(),
                    r.heldOut(),
                    0,
                    0,
                    r.beta(),
                    r.rate(),
                    r.best()))
        .toList();
  }

  /** Stopped over and over, wherever the interrupt comes, on any number of threads. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void anInterruptedRunKeepsAStateToGoOnFrom(int threads) {
    TrainOptions options = options().threads(threads).build();
    TrainingResult whole = trainer(options, true).run();
    Kept kept = new Kept(false);
    TrainingListener interrupting = interruptingAfter(step -> step % 8 == 0);
    assertInterrupted(() -> trainer(options, true, interrupting).run(kept));
    assertThat(kept.last().step()).isEqualTo(8);
    for (int stop = 16; stop < 35; stop += 8) {
      assertInterrupted(() -> trainer(options, true, interrupting).resume(kept.last(), kept));
      assertThat(kept.last().step()).isEqualTo(stop);
    }
    assertSame(trainer(options, true).resume(kept.last(), kept), whole);
  }

  private static TrainingListener interruptingAfter(LongPredicate step) {
    return new TrainingListener() {
      @Override
      public void stepped(Progress progress) {
        if (step.test(progress.step())) {
          Thread.currentThread().interrupt();
        }
      }
    };
  }

  private static void assertInterrupted(Runnable run) {
    assertThatExceptionOfType(CancellationException.class).isThrownBy(run::run);
    assertThat(Thread.interrupted()).as("the thread stays interrupted").isTrue();
  }

  /** From another thread, at moments that nobody has chosen. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void anInterruptFromOutside(int threads) throws InterruptedException {
    TrainOptions options = options().threads(threads).build();
    TrainingResult whole = trainer(options, true).run();
    Kept kept = new Kept(false);
    kept.keep(TrainingState.start(initial(options), options.optimizer()));
    Thread runner = Thread.currentThread();
    for (int i = 0; i < 20; i++) {
      long wait = 100_000L * i;
      Thread other =
          new Thread(
              () -> {
                long start = System.nanoTime();
                while (System.nanoTime() - start < wait) {
                  Thread.onSpinWait();
                }
                runner.interrupt();
              });
      other.start();
      try {
        assertSame(trainer(options, true).resume(kept.last(), kept), whole);
      } catch (CancellationException e) {
        assertThat(runner.isInterrupted()).isTrue();
      }
      while (other.isAlive()) {
        Thread.onSpinWait();
      }
      assertThat(Thread.interrupted()).isTrue();
    }
    assertSame(trainer(options, true).resume(kept.last(), kept), whole);
  }

  private static Parameters initial(TrainOptions options) {
    Kept first = new Kept(false);
    trainer(options, true).run(first);
    return first.states.get(0).parameters();
  }

  @Test
  void listenersHearOfWhatWasBefore() {
    Kept kept = new Kept(true);
    trainer(options().build(), true).run(kept);
    List<String> heard = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void started(Plan plan) {
            heard.add("started");
          }

          @Override
          public void resumed(TrainingState state) {
            heard.add(
                "resumed at step %d, %d epochs, best %d"
                    .formatted(
                        state.step(),
                        state.history().size(),
                        state.bestEpoch().orElseThrow().epoch()));
          }

          @Override
          public void stepped(Progress progress) {
            heard.add("step %d, rows %d".formatted(progress.step(), progress.rows()));
          }
        };
    TrainingListener all = TrainingListener.all(List.of(listener));
    trainer(options().build(), true, all).resume(kept.states.get(8), Checkpoints.NONE);
    assertThat(heard)
        .startsWith(
            "started", "resumed at step 8, 1 epochs, best 1", "step 9, rows 43", "step 10, rows 46")
        .hasSize(2 + 35 - 8);
    heard.clear();
    trainer(options().build(), true, all).resume(kept.states.get(0), Checkpoints.NONE);
    assertThat(heard).startsWith("started", "step 1, rows 5");
  }

  @Test
  void theClockGoesOn() {
    Kept kept = new Kept(true);
    trainer(options().build(), true).run(kept);
    TrainingState state = kept.states.get(8);
    TrainingState late =
        new TrainingState(
            state.parameters(),
            state.best(),
            state.moments(),
            state.step(),
            state.sums(),
            state.history(),
            1000);
    TrainingResult result = trainer(options().build(), true).resume(late, Checkpoints.NONE);
    assertThat(result.seconds()).isGreaterThan(1000);
    assertThat(result.history().get(1).seconds()).isGreaterThan(1000);
  }

  @Test
  void theStateGivenIsNotTouched() {
    Kept kept = new Kept(true);
    trainer(options().build(), true).run(kept);
    TrainingState state = kept.states.get(8);
    TrainingState copy = state.copy();
    trainer(options().build(), true).resume(state, Checkpoints.NONE);
    assertSame(state, copy);
    assertThat(bits(state.best())).isEqualTo(bits(copy.best()));
  }

  @Test
  void statesOfOtherRunsAreRefused() {
    Kept kept = new Kept(true);
    trainer(options().build(), true).run(kept);
    TrainingState state = kept.states.get(12);
    assertRefused(options().optimizer(Sgd.DEFAULT), state, "2 vectors of an optimiser that has 1");
    assertRefused(options().minibatch(4), state, "epoch 1 with step 5 in place 1");
    assertRefused(options().minibatch(8), state, "step 12 after 2 epochs of 3 steps");
    assertRefused(options().epochs(1), state, "2 epochs of 1");
    assertRefused(options().epochs(2), state, "step 12 after 2 epochs of 5 steps");
    assertRefused(
        options(), with(state, List.of(state.history().get(1))), "epoch 2 with step 10 in place 1");
  }

  @Test
  void theParametersOfAnotherModel() {
    Kept kept = new Kept(false);
    TrainOptions options = options().build();
    trainer(options, true).run(kept);
    Trainer other =
        new Trainer(
            Vae.of(Architecture.of(new Bernoulli(5), List.of(3), 2)),
            options,
            Runs.uniform(ROWS),
            Optional.empty(),
            new TrainingListener() {});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> other.resume(kept.last(), Checkpoints.NONE))
        .withMessage("no state of this run: parameters of another model");
  }

  private static TrainingState with(TrainingState state, List<EpochReport> history) {
    return new TrainingState(
        state.parameters(),
        state.best(),
        state.moments(),
        5L * history.size(),
        state.sums(),
        history,
        state.seconds());
  }

  private static void assertRefused(
      TrainOptions.Builder options, TrainingState state, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trainer(options.build(), true).resume(state, Checkpoints.NONE))
        .withMessage("no state of this run: " + message);
  }

  /** Nobody could go on from parameters that are no numbers. */
  @Test
  void parametersThatAreNoNumbersAreNotKept() {
    Kept kept = new Kept(true);
    TrainOptions wild = options().optimizer(new Sgd(1e39, 0)).schedule(constant()).build();
    assertThatExceptionOfType(NonFiniteException.class)
        .isThrownBy(() -> trainer(wild, true).run(kept));
    assertThat(kept.states).hasSize(1).first().extracting(TrainingState::step).isEqualTo(0L);
  }
}
