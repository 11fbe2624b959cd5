package dev.elbo.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.global.dnnl;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PrimitivesTest {
  @BeforeAll
  static void theLibraryLoads() {
    assumeFalse(ProductEngine.best() instanceof PlainProducts, "oneDNN does not load here");
  }

  private static Primitive square(Primitives primitives, int size) {
    return primitives.product(Precision.F32, false, false, size, size, size, Primitive.Addend.NONE);
  }

  @Test
  void whatWasUsedLastIsKeptAndTheRestMadeAnew() {
    dnnl_engine engine = new dnnl_engine();
    Primitive.check(dnnl.dnnl_engine_create(engine, dnnl.dnnl_cpu, 0));
    Primitives primitives = new Primitives(engine);
    Primitive first = square(primitives, 1);
    Primitive second = square(primitives, 2);
    Primitive rounding = primitives.rounding(1);
    for (int size = 3; size <= Primitives.MOST + 1; size++) {
      assertThat(square(primitives, 1)).isSameAs(first);
      square(primitives, size);
      primitives.rounding(size);
    }
    assertThat(square(primitives, 1)).isSameAs(first);
    assertThat(square(primitives, 2)).isNotSameAs(second);
    assertThat(primitives.rounding(1)).isSameAs(rounding);
    Primitive oldest = primitives.rounding(3);
    for (int count = Primitives.MOST + 2; count < 2 * Primitives.MOST + 2; count++) {
      primitives.rounding(1);
      primitives.rounding(count);
    }
    assertThat(primitives.rounding(3)).isNotSameAs(oldest);
    assertThat(primitives.rounding(1)).isSameAs(rounding);
    primitives.run();
    Primitive.check(dnnl.dnnl_engine_destroy(engine));
  }
}
