package sentiment.web;

import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.HostPort;

/**
 * Whether a request is meant for this host. A server at a loopback address trusts whoever reaches
 * it; a page of a stranger in a browser of this host could, under a name of its own that resolves
 * to 127.0.0.1.
 */
final class HostCheck {

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost\\.?|127(\\.\\d{1,3}){3}|\\[(::1|(0{1,4}:){7}0{0,3}1)]");

  private HostCheck() {}

  /** Whether every host that the request names is a loopback address; naming none is as good. */
  static boolean isLoopback(Request request) {
    String target = request.getHttpURI().getHost();
    return (target == null || isLoopback(target))
        && request.getHeaders().getValuesList(HttpHeader.HOST).stream()
            .allMatch(HostCheck::isLoopbackHost);
  }

  private static boolean isLoopbackHost(String header) {
    try {
      return isLoopback(new HostPort(header).getHost());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isLoopback(String host) {
    return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
  }
}
