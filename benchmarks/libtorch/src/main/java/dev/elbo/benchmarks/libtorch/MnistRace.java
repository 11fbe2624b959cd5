package dev.elbo.benchmarks.libtorch;

import dev.elbo.benchmarks.protocol.Idx;
import dev.elbo.benchmarks.protocol.Race;
import dev.elbo.benchmarks.protocol.Workload;
import java.io.IOException;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.global.torch;

/** MNIST until the test bound is reached. */
final class MnistRace {
  /** Column means are kept this far from 0 and 1 before their logit becomes a bias, as in Elbo. */
  private static final double CLIP = 0.001;

  private static final int TEST_ROWS_AT_ONCE = 1000;

  private final int mostEpochs;
  private final TorchRows training;
  private final TorchRows test;
  private final Bounds bounds;
  private final Adam adam;

  MnistRace(Race race) throws IOException {
    mostEpochs = race.mostEpochs();
    Idx images = Idx.read(Idx.training(race.mnist()));
    Idx testImages = Idx.read(Idx.test(race.mnist()));
    training = new TorchRows(images.values(), images.pixels(), Race.MINIBATCH);
    test = new TorchRows(testImages.values(), images.pixels(), TEST_ROWS_AT_ONCE);
    Workload workload =
        new Workload(
            "race",
            Workload.Task.TRAIN,
            Workload.Decoder.BERNOULLI,
            images.pixels(),
            Race.HIDDEN,
            Race.LATENTS,
            Race.MINIBATCH,
            1,
            images.count());
    Network network = new Network(workload);
    try (PointerScope scope = new PointerScope()) {
      network
          .layers()[3]
          .bias()
          .detach()
          .copy_(training.all().mean(0).logit(new DoubleOptional(CLIP)));
    }
    bounds = new Bounds(network, workload);
    adam = new Adam(network.parameters(), new AdamOptions(Race.RATE));
  }

  void run(Race.Listener listener) {
    for (int epoch = 1; epoch <= mostEpochs; epoch++) {
      for (long step = 0; step < training.steps(); step++) {
        try (PointerScope scope = new PointerScope()) {
          adam.zero_grad();
          bounds.negativeBound(torch.bernoulli(training.next())).backward();
          adam.step();
        }
      }
      if (!listener.epoch(epoch, testBound())) {
        return;
      }
    }
  }

  private double testBound() {
    double sum = 0;
    try (InferenceMode mode = new InferenceMode(true)) {
      for (long part = 0; part < test.steps(); part++) {
        try (PointerScope scope = new PointerScope()) {
          sum -= bounds.negativeBound(torch.bernoulli(test.next())).item_double();
        }
      }
    }
    return sum / test.steps();
  }
}
