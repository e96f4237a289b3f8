package sentiment.dataset;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a table keeps what. Indexes count from 0.
 *
 * @param count columns of each row
 * @param group -1 if the table has no such column
 * @param inHeader whether the first row names the columns and holds no review
 */
record Columns(int count, int text, int label, int group, boolean inHeader) {

  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,3}");

  /**
   * Finds the columns. Given by number, the first row is a header only if its label cell is one of
   * the usual column names; else it is one always.
   *
   * @throws InvalidDataException if a column is missing, naming those that exist or the usual ones
   */
  static Columns of(CsvRecord first, DatasetOptions options, ReviewRows rows) {
    List<String> names = first.getFields();
    int text = find(options.textColumn(), ReviewRows.TEXT_NAMES, first, "text", rows);
    int label = find(options.labelColumn(), ReviewRows.LABEL_NAMES, first, "label", rows);
    int group =
        options.groupColumn() == null
            ? -1
            : find(options.groupColumn(), List.of(), first, "group", rows);
    boolean numbered = isNumber(options.textColumn()) && isNumber(options.labelColumn());
    boolean inHeader = !numbered || indexOf(ReviewRows.LABEL_NAMES, names.get(label)) >= 0;
    return new Columns(names.size(), text, label, group, inHeader);
  }

  private static int find(
      @Nullable String given, List<String> usual, CsvRecord first, String what, ReviewRows rows) {
    List<String> names = first.getFields();
    if (given != null && isNumber(given) && indexOf(names, given) < 0) {
      int index = Integer.parseInt(given) - 1;
      if (index < names.size()) {
        return index;
      }
      throw rows.fatal(
          first.getStartingLineNumber(),
          "%d columns, expected the %s in number %s".formatted(names.size(), what, given));
    }
    for (String name : given == null ? usual : List.of(given)) {
      int index = indexOf(names, name);
      if (index >= 0) {
        return index;
      }
    }
    throw rows.fatal(
        first.getStartingLineNumber(),
        given == null
            ? "no %s column, expected a header with one of %s, or its name or number to be given"
                .formatted(what, String.join(", ", usual))
            : "no column '%s' for the %s, expected it in the header".formatted(given, what));
  }

  private static boolean isNumber(@Nullable String column) {
    return column != null && NUMBER.matcher(column).matches();
  }

  private static int indexOf(List<String> names, String name) {
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).strip().equalsIgnoreCase(name.strip())) {
        return i;
      }
    }
    return -1;
  }
}
