package sentiment.demo;

import java.io.PrintStream;
import java.util.Map;

/**
 * Where the demo shows its reviews.
 *
 * @param out receives every line; its charset has to be able to write the reviews, so UTF-8
 * @param columns columns of a line, at least {@value #MIN_COLUMNS} whatever is given
 * @param ansi whether colours and emphasis are written as ANSI escapes; otherwise words are marked
 *     with brackets
 */
public record Screen(PrintStream out, int columns, boolean ansi) {

  private static final int MIN_COLUMNS = 40;
  private static final int USUAL_COLUMNS = 100;

  public Screen {
    columns = Math.max(columns, MIN_COLUMNS);
  }

  /**
   * Reads what the environment asks for: the width from {@code COLUMNS}, 100 when that is unset or
   * no number; plain text with {@code NO_COLOR}, with {@code TERM=dumb} and off a terminal.
   */
  public static Screen of(PrintStream out, boolean terminal, Map<String, String> environment) {
    boolean colours =
        terminal
            && environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !"dumb".equals(environment.get("TERM"));
    String columns = environment.getOrDefault("COLUMNS", "");
    boolean known = columns.matches("[1-9][0-9]{0,3}");
    return new Screen(out, known ? Integer.parseInt(columns) : USUAL_COLUMNS, colours);
  }

  /** A text of unknown origin on one line, with nothing in it that commands a terminal. */
  public static String safe(String text) {
    return SafeText.line(text);
  }
}
