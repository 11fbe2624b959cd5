package dev.elbo.schema;

/**
 * Dates, or instants.
 *
 * @param unit in which they are counted from 1970-01-01T00:00Z on
 * @param minimum the earliest seen
 * @param maximum the latest seen
 */
public record DateTime(TimeUnit unit, double minimum, double maximum) implements ColumnType {
  public DateTime {
    Checks.range(minimum, maximum);
  }

  @Override
  public Kind kind() {
    return Kind.DATE_TIME;
  }

  @Override
  public String summary() {
    return "%s … %s, in %s".formatted(unit.text(minimum), unit.text(maximum), unit.word());
  }
}
