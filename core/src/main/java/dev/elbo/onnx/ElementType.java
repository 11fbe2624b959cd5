package dev.elbo.onnx;

/** What a tensor holds, with ONNX's number for it. */
enum ElementType {
  FLOAT(1),
  INT64(7),
  STRING(8),
  BOOL(9),
  DOUBLE(11);

  private final int code;

  ElementType(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
