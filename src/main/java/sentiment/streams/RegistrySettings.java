package sentiment.streams;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Where the schema registry is and how it lets this program in; checked. Immutable. */
final class RegistrySettings {

  /** In front of every setting of the schema registry. */
  static final String PREFIX = "schema.registry.";

  private static final String URL = PREFIX + "url";
  private static final String USER = PREFIX + "user";
  private static final String PASSWORD = PREFIX + "password";
  private static final String TOKEN = PREFIX + "token";

  private static final String ONE_URL = "https?://[^\\s,/?#]+(/[^\\s,?#]*)?";
  private static final String URL_IN_WORDS =
      "http://host:port or https://host:port, with a path where the registry has one, several"
          + " separated by commas";

  private final List<URI> urls;
  private final Optional<String> authorization;
  private final Optional<SSLContext> tls;

  private RegistrySettings(
      List<URI> urls, Optional<String> authorization, Optional<SSLContext> tls) {
    this.urls = urls;
    this.authorization = authorization;
    this.tls = tls;
  }

  /**
   * Reads and checks them; opens the key and trust stores.
   *
   * @throws InvalidSettingException at the first that can't be used
   */
  static RegistrySettings of(SettingValues values) {
    List<URI> urls = urls(values);
    Optional<String> authorization = authorization(values);
    for (String key : List.of(USER, TOKEN)) {
      requireUrl(values, key, urls.isEmpty());
    }
    boolean encrypted = urls.stream().anyMatch(url -> url.getScheme().equals("https"));
    return new RegistrySettings(urls, authorization, RegistryTls.context(values, encrypted));
  }

  private static List<URI> urls(SettingValues values) {
    String text = values.text(URL);
    if (text.isEmpty()) {
      return List.of();
    }
    if (text.contains("@")) { // not shown: what stands before it is a password
      throw new InvalidSettingException(
          URL + ": expected no user in it; that goes to " + USER + " and " + PASSWORD);
    }
    values.text(URL, ONE_URL + "(," + ONE_URL + ")*", URL_IN_WORDS);
    try {
      return Arrays.stream(text.split(","))
          .map(url -> URI.create(url.replaceAll("/+$", "")))
          .filter(RegistrySettings::hasHost)
          .toList();
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException(URL, text, URL_IN_WORDS);
    }
  }

  private static boolean hasHost(URI url) {
    if (url.getHost() == null) {
      throw new IllegalArgumentException("no host");
    }
    return true;
  }

  private static Optional<String> authorization(SettingValues values) {
    String user = values.text(USER);
    String password = values.text(PASSWORD);
    String token = values.text(TOKEN);
    if (user.isEmpty() && !password.isEmpty()) {
      throw new InvalidSettingException(PASSWORD + ": expected " + USER + " with it");
    }
    if (!user.isEmpty() && password.isEmpty()) {
      throw new InvalidSettingException(USER, user, PASSWORD + " with it");
    }
    if (!user.isEmpty() && !token.isEmpty()) {
      throw new InvalidSettingException(USER, user, "no " + TOKEN + " beside it");
    }
    if (user.contains(":")) {
      throw new InvalidSettingException(USER, user, "no colon, as HTTP has it");
    }
    if (!token.matches("[\\x21-\\x7e]*")) {
      throw new InvalidSettingException(TOKEN + ": expected ASCII without spaces");
    }
    if (!token.isEmpty()) {
      return Optional.of("Bearer " + token);
    }
    byte[] basic = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return user.isEmpty()
        ? Optional.empty()
        : Optional.of("Basic " + Base64.getEncoder().encodeToString(basic));
  }

  private static void requireUrl(SettingValues values, String key, boolean missing) {
    if (missing && !values.text(key).isEmpty()) {
      throw new InvalidSettingException(key + ": expected " + URL + " with it");
    }
  }

  /** Whether a registry is configured; else the program's own schemas are all there is. */
  boolean isRemote() {
    return !urls.isEmpty();
  }

  /** Addresses of one registry, to be tried in turn, without a slash at the end. */
  List<URI> urls() {
    return urls;
  }

  /** Value of the header that lets the program in; a secret. */
  Optional<String> authorization() {
    return authorization;
  }

  /** Keys and trust of one's own; empty for those of the JDK. */
  Optional<SSLContext> tls() {
    return tls;
  }
}
