package dev.elbo.data;

/**
 * One value and where it stands.
 *
 * @param row its row in the file or array the data set was made from, counted from 0
 * @param column its column, counted from 0
 * @param value the value
 */
public record Cell(int row, int column, float value) {
  /** The place as messages give it: "row 3, column 17 (counted from 1)". */
  public String place() {
    return "row " + (row + 1L) + ", column " + (column + 1L) + " (counted from 1)";
  }
}
