package sentiment.streams;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The settings' texts, merged from defaults, file, environment and flags (the later wins), and
 * their reading as types. All methods throw {@link InvalidSettingException}.
 */
final class SettingValues {

  /** Goes in front of any property of Kafka Streams or its clients. */
  static final String KAFKA_PREFIX = "kafka.";

  private final SortedMap<String, String> own = new TreeMap<>();
  private final SortedMap<String, String> kafka = new TreeMap<>();
  private final SortedSet<String> unknownVariables;

  SettingValues(
      List<Setting> definitions,
      Map<String, String> file,
      Map<String, String> environment,
      Map<String, String> flags) {
    definitions.forEach(setting -> own.put(setting.key(), setting.defaultValue()));
    file.forEach(this::set);
    EnvironmentSettings variables = EnvironmentSettings.of(definitions, environment);
    variables.values().forEach(this::setExactly);
    unknownVariables = variables.unknown();
    flags.forEach(this::set);
  }

  private void set(String key, String value) {
    setExactly(key, value.strip());
  }

  private void setExactly(String key, String value) {
    if (key.startsWith(KAFKA_PREFIX) && key.length() > KAFKA_PREFIX.length()) {
      kafka.put(key.substring(KAFKA_PREFIX.length()), value);
    } else if (own.containsKey(key)) {
      own.put(key, value);
    } else {
      // without the value: a misspelt password must not reach the terminal
      throw new InvalidSettingException(
          "unknown setting " + key + ": expected one of " + own.keySet() + " or kafka.<property>");
    }
  }

  /** Every setting of ours with its text. */
  SortedMap<String, String> own() {
    return own;
  }

  /** The properties for Kafka, without their prefix. */
  SortedMap<String, String> kafka() {
    return kafka;
  }

  /** Names of environment variables that look like settings and are none. */
  SortedSet<String> unknownVariables() {
    return unknownVariables;
  }

  String text(String key) {
    String value = own.get(key);
    if (value == null) {
      throw new IllegalArgumentException("no setting is defined as " + key);
    }
    return value;
  }

  /** A text of that form, {@code expected} in words. */
  String text(String key, String pattern, String expected) {
    String value = text(key);
    if (!value.matches(pattern)) {
      throw new InvalidSettingException(key, value, expected);
    }
    return value;
  }

  /** A whole number from {@code min} to {@code max}. */
  int integer(String key, int min, int max) {
    String value = text(key);
    String expected = "a whole number from " + min + " to " + max;
    try {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new InvalidSettingException(key, value, expected);
    }
    throw new InvalidSettingException(key, value, expected);
  }

  /** A number from 0 to 1. */
  double fraction(String key) {
    String value = text(key);
    try {
      double number = Double.parseDouble(value);
      if (number >= 0 && number <= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new InvalidSettingException(key, value, "a number from 0 to 1");
    }
    throw new InvalidSettingException(key, value, "a number from 0 to 1");
  }

  boolean flag(String key) {
    return text(key, "true|false", "true or false").equals("true");
  }

  /** One of an enum's constants, written in lower case. */
  <E extends Enum<E>> E choice(String key, Class<E> type) {
    String value = text(key);
    List<E> constants = Arrays.asList(type.getEnumConstants());
    return constants.stream()
        .filter(constant -> nameOf(constant).equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidSettingException(
                    key,
                    value,
                    constants.stream()
                        .map(SettingValues::nameOf)
                        .collect(Collectors.joining(" or "))));
  }

  private static String nameOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
