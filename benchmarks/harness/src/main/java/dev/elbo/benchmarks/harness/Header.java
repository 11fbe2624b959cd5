package dev.elbo.benchmarks.harness;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What every report says first.
 *
 * @param date of the run
 * @param machine it ran on
 * @param pace of the rounds
 */
public record Header(String date, Machine machine, Pace pace) {

  /** Of a run that starts now. */
  public static Header now(Pace pace) {
    return new Header(LocalDate.now(ZoneOffset.UTC).toString(), Machine.current(), pace);
  }

  /** For the JSON file. */
  public Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("date", date);
    facts.put("machine", machine);
    facts.put("rounds", pace.rounds());
    facts.put("secondsPerTurn", pace.turn().toMillis() / 1000.0);
    facts.put("secondsBetweenTurns", pace.pause().toMillis() / 1000.0);
    facts.put("secondsOfWarmUp", pace.warmUp().toMillis() / 1000.0);
    return facts;
  }

  /** For the Markdown file. */
  public String markdown() {
    return """
        %s, %s.
        %d rounds; in each, every entrant has one turn of about %.1f s, with %.1f s of rest before it.
        """
        .formatted(
            date,
            machine.line(),
            pace.rounds(),
            pace.turn().toMillis() / 1000.0,
            pace.pause().toMillis() / 1000.0);
  }
}
