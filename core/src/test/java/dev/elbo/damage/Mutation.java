package dev.elbo.damage;

import java.util.SplittableRandom;

/** A small damage to a file's bytes. */
public interface Mutation {
  /** A damaged copy, or the file itself where it has nothing that could be damaged so. */
  byte[] apply(byte[] file, SplittableRandom random);

  /** One of these, drawn anew for each file. */
  static Mutation oneOf(Mutation... mutations) {
    return (file, random) -> mutations[random.nextInt(mutations.length)].apply(file, random);
  }
}
