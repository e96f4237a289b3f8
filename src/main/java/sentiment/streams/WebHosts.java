package sentiment.streams;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The setting {@code web.hosts}: by which names requests may call the web server.
 *
 * @param names in one spelling; {@value #ANY} alone for any, none if the setting is empty
 */
public record WebHosts(Set<String> names) {

  /** The setting's default: the loopback names at a loopback address, else any. */
  public static final WebHosts DEFAULT = new WebHosts(Set.of());

  private static final String ANY = "*";

  private static final Pattern NAME = Pattern.compile("[a-z0-9_][a-z0-9._-]{0,252}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-f]*(:[0-9a-f.]*){2,7}");

  public WebHosts {
    names = Set.copyOf(names);
  }

  /**
   * Reads the setting.
   *
   * @throws InvalidSettingException if it is not a list of names and addresses
   */
  static WebHosts of(String value) {
    if (value.isBlank() || value.strip().equals(ANY)) {
      return value.isBlank() ? DEFAULT : new WebHosts(Set.of(ANY));
    }
    return new WebHosts(
        Arrays.stream(value.split(",", -1))
            .map(
                name ->
                    spelling(name.strip())
                        .orElseThrow(
                            () ->
                                new InvalidSettingException(
                                    "web.hosts",
                                    value,
                                    "names and addresses of hosts, separated by commas, without"
                                        + " ports, or * alone")))
            .collect(Collectors.toSet()));
  }

  /** Whether the setting leaves it to the address that the server is bound to. */
  public boolean isEmpty() {
    return names.isEmpty();
  }

  /**
   * Whether a request may call the server so.
   *
   * @param host without a port; an address of IPv6 with or without brackets
   */
  public boolean allow(String host) {
    return names.contains(ANY) || spelling(host).filter(names::contains).isPresent();
  }

  /** One spelling for all of the same name or address; empty if it is neither. */
  private static Optional<String> spelling(String host) {
    String name = host.toLowerCase(Locale.ROOT).replaceFirst("(?<=[^.])\\.$", "");
    String number = name.replaceFirst("^\\[(.*)]$", "$1");
    if (!IPV6.matcher(number).matches()) {
      return NAME.matcher(name).matches() ? Optional.of(name) : Optional.empty();
    }
    try {
      // in brackets it is never looked up
      return Optional.of(InetAddress.getByName("[" + number + "]").getHostAddress());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
