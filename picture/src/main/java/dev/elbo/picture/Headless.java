package dev.elbo.picture;

/** Pictures are drawn in memory: no display is asked for, also where there is one. */
final class Headless {
  private Headless() {}

  /** To be called before the first class of AWT is used. */
  static void require() {
    System.setProperty("java.awt.headless", "true");
  }
}
