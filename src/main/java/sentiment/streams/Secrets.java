package sentiment.streams;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.ApiException;
import org.jspecify.annotations.Nullable;

/**
 * Which settings are secrets, and how to keep them out of logs and messages. Kafka hides what it
 * knows to be a password in its own logs; the texts of its errors quote what it could not read.
 */
final class Secrets {

  static final String HIDDEN = "[hidden]";

  private static final Pattern SECRET_KEY =
      Pattern.compile(
          "password|passphrase|secret|jaas|credential|user\\.info|(keystore|private|api)[._]key$"
              + "|(^|[._-])token([._-]|$)");

  /** What a secret is found by, or who it belongs to, is none. */
  private static final Pattern PUBLIC_KEY =
      Pattern.compile("[._](file|location|path|class|url|endpoint|client[._]id)$");

  /** The user and password that some put into a URL. */
  private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/\\s@]+@");

  /** Shorter values stand in any text by chance. */
  private static final int MIN_LENGTH = 4;

  private final List<String> values;

  private Secrets(Stream<String> values) {
    this.values =
        values.distinct().sorted(Comparator.comparingInt(String::length).reversed()).toList();
  }

  /** Hides the secrets among these settings. */
  Secrets(Map<String, String> settings) {
    this(
        settings.entrySet().stream()
            .filter(setting -> isSecret(setting.getKey()))
            .flatMap(setting -> parts(setting.getKey(), setting.getValue()))
            .flatMap(value -> Stream.of(value, value.replaceAll("\\s+", " ")))
            .filter(value -> value.length() >= MIN_LENGTH));
  }

  /** Hides these too. */
  Secrets and(Map<String, String> others) {
    return new Secrets(Stream.concat(values.stream(), new Secrets(others).values.stream()));
  }

  private static Stream<String> parts(String key, String value) {
    Stream<String> parts =
        key.toLowerCase(Locale.ROOT).contains("jaas") ? JaasLine.secrets(value) : value.lines();
    return Stream.concat(Stream.of(value, value.strip()), parts);
  }

  /** Whether a setting's value must not be seen. */
  static boolean isSecret(String key) {
    String name = key.toLowerCase(Locale.ROOT);
    return SECRET_KEY.matcher(name).find() && !PUBLIC_KEY.matcher(name).find();
  }

  /** The value as it may be seen, on one line. */
  static String shown(String key, String value) {
    return isSecret(key) && !value.isEmpty() ? HIDDEN : withoutUserInfo(value);
  }

  private static String withoutUserInfo(String text) {
    return USER_INFO.matcher(text.replaceAll("\\s+", " ")).replaceAll(HIDDEN + "@");
  }

  /** The text on one line, without any secret in it. */
  String hide(String text) {
    String clean = text;
    for (String value : values) {
      clean = clean.replace(value, HIDDEN);
    }
    return withoutUserInfo(clean);
  }

  /**
   * The failure itself if no message in its stack trace holds a secret, else one that tells the
   * same without it. What a broker answered stays itself in any case: it does not know our secrets.
   */
  Throwable hide(Throwable failure) {
    boolean isAnswer = failure instanceof ApiException && failure.getCause() == null;
    return isAnswer || !isTold(failure) ? failure : rewritten(failure);
  }

  private boolean isTold(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    String text = trace.toString();
    return values.stream().anyMatch(text::contains) || USER_INFO.matcher(text).find();
  }

  private Throwable rewritten(Throwable failure) {
    Throwable cause = failure.getCause();
    String text = failure.getClass().getName() + ": " + hide(String.valueOf(failure.getMessage()));
    return new Rewritten(text, cause == null ? null : rewritten(cause), failure.getStackTrace());
  }

  private static final class Rewritten extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Rewritten(String message, @Nullable Throwable cause, StackTraceElement[] trace) {
      super(message, cause);
      setStackTrace(trace);
    }
  }
}
