package dev.elbo.cli.option;

/** {@code --format} of {@code elbo export}. */
public enum ExportFormat {
  /** Tensors, in the layout of another tool. */
  SAFETENSORS,
  /** Graphs for ONNX runtimes. */
  ONNX;

  /** Converts {@code --format}. */
  public static final class Words extends Choice<ExportFormat> {
    Words() {
      super(ExportFormat.class);
    }
  }
}
