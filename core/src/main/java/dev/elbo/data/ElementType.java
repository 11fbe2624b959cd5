package dev.elbo.data;

import java.nio.ByteBuffer;

/**
 * The types of numbers that array files hold, and how each becomes a float or, for labels, a long.
 */
enum ElementType {
  BOOLEAN("booleans", 1),
  UINT8("unsigned bytes", 1),
  INT8("signed bytes", 1),
  UINT16("16-bit unsigned integers", 2),
  INT16("16-bit integers", 2),
  UINT32("32-bit unsigned integers", 4),
  INT32("32-bit integers", 4),
  INT64("64-bit integers", 8),
  FLOAT32("32-bit floats", 4),
  FLOAT64("64-bit floats", 8);

  private final String plural;
  private final int size;

  ElementType(String plural, int size) {
    this.plural = plural;
    this.size = size;
  }

  String plural() {
    return plural;
  }

  /** Bytes an element. */
  int size() {
    return size;
  }

  /** Whether the values are whole numbers: everything but floats. */
  boolean whole() {
    return this != FLOAT32 && this != FLOAT64;
  }

  /** Whether the values fit unsigned bytes and are kept as such. */
  boolean unsignedByte() {
    return this == BOOLEAN || this == UINT8;
  }

  /** The element at a byte index, rounded to the nearest float where a float cannot hold it. */
  float toFloat(ByteBuffer buffer, int at) {
    return switch (this) {
      case FLOAT32 -> buffer.getFloat(at);
      case FLOAT64 -> (float) buffer.getDouble(at);
      default -> toLong(buffer, at);
    };
  }

  /** The element at a byte index, cut to a whole number where it is a float. */
  long toLong(ByteBuffer buffer, int at) {
    return switch (this) {
      case BOOLEAN, UINT8 -> buffer.get(at) & 0xFF;
      case INT8 -> buffer.get(at);
      case UINT16 -> buffer.getShort(at) & 0xFFFF;
      case INT16 -> buffer.getShort(at);
      case UINT32 -> buffer.getInt(at) & 0xFFFF_FFFFL;
      case INT32 -> buffer.getInt(at);
      case INT64 -> buffer.getLong(at);
      case FLOAT32 -> (long) buffer.getFloat(at);
      case FLOAT64 -> (long) buffer.getDouble(at);
    };
  }
}
