package sentiment.streams;

/** A setting that can't be used; the message is one line with its key, value and expected form. */
public final class InvalidSettingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final int MAX_SHOWN = 100;

  InvalidSettingException(String key, String value, String expected) {
    this(key + "=" + shown(Secrets.shown(key, value)) + ": expected " + expected);
  }

  InvalidSettingException(String message) {
    super(message.replaceAll("\\s+", " "));
  }

  private static String shown(String value) {
    return value.length() <= MAX_SHOWN ? value : value.substring(0, MAX_SHOWN) + "...";
  }
}
