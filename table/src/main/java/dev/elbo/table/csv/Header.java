package dev.elbo.table.csv;

/** Whether the first line of a CSV file holds the columns' names. */
public enum Header {
  /** Look at the first lines. */
  DETECT,
  PRESENT,
  ABSENT
}
