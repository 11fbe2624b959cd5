package dev.elbo.onnx;

import java.util.List;

/** A constant of a node, by name. */
record Attribute(Message message) {
  private static final int NAME = 1;
  private static final int TYPE = 20;

  static Attribute of(String name, long value) {
    return new Attribute(named(name, 2).number(3, value));
  }

  static Attribute of(String name, float value) {
    return new Attribute(named(name, 1).real(2, value));
  }

  static Attribute ofReals(String name, List<Float> values) {
    Message message = named(name, 6);
    values.forEach(value -> message.real(7, value));
    return new Attribute(message);
  }

  static Attribute ofNumbers(String name, long... values) {
    Message message = named(name, 7);
    for (long value : values) {
      message.number(8, value);
    }
    return new Attribute(message);
  }

  static Attribute ofTexts(String name, List<String> values) {
    Message message = named(name, 8);
    values.forEach(value -> message.text(9, value));
    return new Attribute(message);
  }

  private static Message named(String name, int type) {
    return new Message().text(NAME, name).number(TYPE, type);
  }
}
