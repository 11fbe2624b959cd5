package dev.elbo.linalg;

import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.bytedeco.dnnl.dnnl_engine;
import org.jspecify.annotations.Nullable;

/**
 * The {@link NativeRoom}s that no product uses at the moment. There come to be as many as products
 * ran at once.
 *
 * <p>They do not belong to threads: a pool's threads lose their locals between tasks, a virtual
 * thread lives for one request, and to make a room costs more than most products. But a thread
 * looks first where it left its last one, whose memory is in its processor's cache.
 */
final class NativeRooms {
  private static final Cleaner CLEANER = Cleaner.create();

  /** Rooms kept, a power of two; those of more products at once are made anew. */
  private static final int PLACES = 64;

  private final dnnl_engine engine;
  private final AtomicReferenceArray<@Nullable NativeRoom> places =
      new AtomicReferenceArray<>(PLACES);

  NativeRooms(dnnl_engine engine) {
    this.engine = engine;
  }

  /** A room for the caller alone, until it {@link #giveBack gives it back}. */
  NativeRoom take() {
    int first = firstPlace();
    for (int i = 0; i < PLACES; i++) {
      int place = (first + i) % PLACES;
      if (places.get(place) != null) {
        NativeRoom room = places.getAndSet(place, null);
        if (room != null) {
          return room;
        }
      }
    }
    NativeRoom made = new NativeRoom(engine);
    CLEANER.register(made, made.primitives());
    return made;
  }

  /** Keeps a room for the next product, or leaves it to the garbage collector. */
  void giveBack(NativeRoom room) {
    int first = firstPlace();
    for (int i = 0; i < PLACES; i++) {
      if (places.compareAndSet((first + i) % PLACES, null, room)) {
        return;
      }
    }
  }

  private static int firstPlace() {
    return (int) (Thread.currentThread().getId() % PLACES);
  }
}
