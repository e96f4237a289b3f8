package sentiment.streams;

import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The secrets in a login line, {@code LoginModule required name="value" ...;}. One that is written
 * wrongly may have its password anywhere.
 */
final class JaasLine {

  private static final Pattern OPTION =
      Pattern.compile("([\\w.]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s;\"]+))");

  private static final Pattern NO_SECRET =
      Pattern.compile("(?i)required|requisite|sufficient|optional|[\\w.$]+LoginModule|true|false");

  private static final Set<String> PUBLIC_OPTIONS =
      Set.of("username", "clientid", "principal", "keytab", "servicename", "scope");

  private JaasLine() {}

  /** Every part of the line that may be one, written as in the line and as it is meant. */
  static Stream<String> secrets(String line) {
    Stream<String> values =
        OPTION
            .matcher(line)
            .results()
            .filter(option -> !PUBLIC_OPTIONS.contains(option.group(1).toLowerCase(Locale.ROOT)))
            .map(JaasLine::value)
            .flatMap(value -> Stream.of(value, value.replaceAll("\\\\(.)", "$1")));
    Stream<String> rest = Stream.of(OPTION.matcher(line).replaceAll(" ").split("[\\s;=\"]+"));
    return Stream.concat(values, rest).filter(part -> !NO_SECRET.matcher(part).matches());
  }

  private static String value(MatchResult option) {
    return option.group(2) == null ? option.group(3) : option.group(2);
  }
}
