package dev.elbo.persist;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Objects, arrays, strings, numbers and truth values of JSON, read without the library that wrote
 * them: maps, lists, strings, doubles and booleans.
 */
final class PlainJson {
  private final String text;
  private int at;

  private PlainJson(String text) {
    this.text = text;
  }

  static Map<String, Object> object(String text) {
    PlainJson json = new PlainJson(text);
    Map<String, Object> object = json.object();
    json.space();
    if (json.at != text.length()) {
      throw new IllegalArgumentException("more text at " + json.at);
    }
    return object;
  }

  private Object value() {
    space();
    return switch (text.charAt(at)) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      default -> number();
    };
  }

  private Map<String, Object> object() {
    Map<String, Object> object = new LinkedHashMap<>();
    expect('{');
    while (!taken('}')) {
      if (!object.isEmpty()) {
        expect(',');
      }
      space();
      String key = string();
      expect(':');
      if (object.put(key, value()) != null) {
        throw new IllegalArgumentException("twice: " + key);
      }
    }
    return object;
  }

  private List<Object> array() {
    List<Object> array = new ArrayList<>();
    expect('[');
    while (!taken(']')) {
      if (!array.isEmpty()) {
        expect(',');
      }
      array.add(value());
    }
    return array;
  }

  private String string() {
    StringBuilder string = new StringBuilder();
    expect('"');
    while (text.charAt(at) != '"') {
      char c = text.charAt(at++);
      string.append(c == '\\' ? escaped() : c);
    }
    at++;
    return string.toString();
  }

  private char escaped() {
    char c = text.charAt(at++);
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'n' -> '\n';
      case 'u' -> {
        at += 4;
        yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
      }
      default -> throw new IllegalArgumentException("\\" + c);
    };
  }

  private Object word(String word, boolean meaning) {
    if (!text.startsWith(word, at)) {
      throw new IllegalArgumentException("no " + word + " at " + at);
    }
    at += word.length();
    return meaning;
  }

  private Double number() {
    int from = at;
    while ("+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return Double.valueOf(text.substring(from, at));
  }

  private boolean taken(char c) {
    space();
    boolean there = text.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }

  private void expect(char c) {
    if (!taken(c)) {
      throw new IllegalArgumentException("no " + c + " at " + at);
    }
  }

  private void space() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }
}
