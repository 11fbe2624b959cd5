package dev.elbo.onnx;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;

/** An ONNX model that is ready to be written. */
public final class OnnxFile {
  private final String name;
  private final Message content;

  OnnxFile(String name, Message content) {
    this.name = name;
    this.content = content;
  }

  /** Such as {@code encoder.onnx}. */
  public String name() {
    return name;
  }

  /** How many bytes it has. */
  public long size() {
    return content.size();
  }

  /** Writes all of it; the channel stays open. */
  public void writeTo(WritableByteChannel channel) throws IOException {
    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
    content.writeTo(out);
    out.flush();
  }
}
