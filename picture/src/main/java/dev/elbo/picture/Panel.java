package dev.elbo.picture;

import java.util.List;

/**
 * Curves over two axes; a {@link PanelChart} has one or more.
 *
 * @param title above it
 */
public record Panel(String title, Axis x, Axis y, List<Curve> curves) {
  public Panel {
    curves = List.copyOf(curves);
  }
}
