package dev.elbo.benchmarks.dl4j;

import dev.elbo.benchmarks.protocol.Minibatches;
import dev.elbo.benchmarks.protocol.Race;
import dev.elbo.benchmarks.protocol.Stepper;
import dev.elbo.benchmarks.protocol.SyntheticRows;
import dev.elbo.benchmarks.protocol.Workload;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.variational.BernoulliReconstructionDistribution;
import org.deeplearning4j.nn.conf.layers.variational.GaussianReconstructionDistribution;
import org.deeplearning4j.nn.conf.layers.variational.ReconstructionDistribution;
import org.deeplearning4j.nn.conf.layers.variational.VariationalAutoencoder;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** Layer-wise pretraining of a network of one layer, a minibatch at a time. */
final class TrainingStepper implements Stepper {
  private final MultiLayerNetwork network;
  private final INDArray rows;
  private final Minibatches minibatches;

  TrainingStepper(Workload workload) {
    network = new MultiLayerNetwork(configuration(workload));
    network.init();
    rows =
        Nd4j.createFromArray(SyntheticRows.of(workload))
            .reshape(workload.rows(), workload.columns());
    minibatches = new Minibatches(workload);
  }

  private static MultiLayerConfiguration configuration(Workload workload) {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .updater(new Adam(Race.RATE))
        .weightInit(WeightInit.XAVIER)
        .list()
        .layer(
            new VariationalAutoencoder.Builder()
                .nIn(workload.columns())
                .nOut(workload.latents())
                .encoderLayerSizes(workload.hidden())
                .decoderLayerSizes(workload.hidden())
                .activation(Activation.TANH)
                .pzxActivationFunction(Activation.IDENTITY)
                .reconstructionDistribution(distribution(workload))
                .numSamples(workload.samples())
                .build())
        .build();
  }

  private static ReconstructionDistribution distribution(Workload workload) {
    return switch (workload.decoder()) {
      case BERNOULLI -> new BernoulliReconstructionDistribution(Activation.SIGMOID);
      case GAUSSIAN -> new GaussianReconstructionDistribution(Activation.IDENTITY);
    };
  }

  @Override
  public void step(long[] nanos) {
    long before = System.nanoTime();
    for (int i = 0; i < nanos.length; i++) {
      try (INDArray minibatch = Nd4j.pullRows(rows, 1, minibatches.next())) {
        network.pretrainLayer(0, minibatch);
      }
      long now = System.nanoTime();
      nanos[i] = now - before;
      before = now;
    }
  }

  /** The layer's score is −(bound), mean nats a row. */
  @Override
  public double objective() {
    return -network.getLayer(0).score();
  }

  @Override
  public void close() {
    network.close();
  }
}
