package sentiment.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.HostPort;
import sentiment.streams.WebHosts;

/**
 * Whether a request is meant for this server. A page of a stranger, in a browser of this host or
 * its network, could reach it under a name of the stranger's own that resolves to its address.
 *
 * @param allows a host's name or address, without a port
 * @param expected what it allows, in words
 */
record HostCheck(Predicate<String> allows, String expected) {

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost\\.?|127(\\.\\d{1,3}){3}|\\[(::1|(0{1,4}:){7}0{0,3}1)]");

  private static final HostCheck LOOPBACK_ONLY =
      new HostCheck(HostCheck::isLoopbackName, "localhost or a loopback address");

  private static final HostCheck NONE = new HostCheck(host -> true, "any");

  /**
   * The check for a server.
   *
   * @param bind name or number of the address that it listens on
   */
  static HostCheck of(String bind, WebHosts hosts) {
    if (hosts.isEmpty()) {
      return isLoopback(bind) ? LOOPBACK_ONLY : NONE;
    }
    return new HostCheck(hosts::allow, "a name or an address of web.hosts");
  }

  /** Whether that is a loopback address of this host, or a name of one. */
  static boolean isLoopback(String bind) {
    InetAddress address = new InetSocketAddress(bind, 0).getAddress();
    return address != null && address.isLoopbackAddress();
  }

  /** Whether every host that the request names is this one; naming none is as good. */
  boolean admits(Request request) {
    String target = request.getHttpURI().getHost();
    return (target == null || allows.test(target))
        && request.getHeaders().getValuesList(HttpHeader.HOST).stream().allMatch(this::allowsHost);
  }

  private boolean allowsHost(String header) {
    try {
      return allows.test(new HostPort(header).getHost());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isLoopbackName(String host) {
    return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
  }
}
