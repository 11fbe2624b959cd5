package dev.elbo.benchmarks.libtorch;

import dev.elbo.benchmarks.protocol.Workload;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The layers as a libtorch user writes them for speed: both heads of a Gaussian as one product,
 * tanh in place, which autograd allows.
 */
final class Network extends Module {
  private final LinearImpl encoderHidden;
  private final LinearImpl encoderHeads;
  private final LinearImpl decoderHidden;
  private final LinearImpl decoderHeads;

  /** Glorot's weights and biases of zero, as Elbo starts. */
  @SuppressWarnings("this-escape") // how modules are written
  Network(Workload workload) {
    super("vae");
    int heads = workload.decoder() == Workload.Decoder.GAUSSIAN ? 2 : 1;
    encoderHidden = layer("encoder_hidden", workload.columns(), workload.hidden());
    encoderHeads = layer("encoder_heads", workload.hidden(), 2L * workload.latents());
    decoderHidden = layer("decoder_hidden", workload.latents(), workload.hidden());
    decoderHeads = layer("decoder_heads", workload.hidden(), (long) heads * workload.columns());
  }

  private LinearImpl layer(String name, long in, long out) {
    LinearImpl layer = register_module(name, new LinearImpl(in, out));
    torch.xavier_uniform_(layer.weight());
    layer.bias().detach().zero_();
    return layer;
  }

  /** μ and log σ² of q(z|x) side by side, (rows × 2·latents). */
  Tensor encode(Tensor x) {
    return encoderHeads.forward(encoderHidden.forward(x).tanh_());
  }

  /** Logits, or μ and log σ² of p(x|z) side by side. */
  Tensor decode(Tensor z) {
    return decoderHeads.forward(decoderHidden.forward(z).tanh_());
  }

  /** Weight and bias of each layer: encoder hidden, heads, decoder hidden, heads. */
  LinearImpl[] layers() {
    return new LinearImpl[] {encoderHidden, encoderHeads, decoderHidden, decoderHeads};
  }
}
