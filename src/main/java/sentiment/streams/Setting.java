package sentiment.streams;

import java.util.Locale;

/**
 * One setting of {@code sentiment stream}.
 *
 * @param key its dotted name in a properties file, and as a flag behind {@code --}
 * @param defaultValue what holds when it is set nowhere, in the form in which it is set
 * @param doc its meaning, unit and range in one sentence
 */
public record Setting(String key, String defaultValue, String doc) {

  /** The environment variable that sets it, for example {@code SENTIMENT_INPUT_TOPIC}. */
  public String variable() {
    return EnvironmentSettings.PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_');
  }
}
