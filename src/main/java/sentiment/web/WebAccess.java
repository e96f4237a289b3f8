package sentiment.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import sentiment.streams.WebHosts;

/**
 * Who is let in.
 *
 * @param token that some routes demand; empty if none does
 * @param hosts by which names requests may call the server
 */
record WebAccess(Optional<String> token, HostCheck hosts) {

  private static final String SCHEME = "bearer ";

  /** No token, and the usual names of a server that listens at that address. */
  static WebAccess at(String bind) {
    return new WebAccess(Optional.empty(), HostCheck.of(bind, WebHosts.DEFAULT));
  }

  /** Whether the request brings the token, or none is needed; takes as long for any token. */
  boolean admits(Request request) {
    if (token.isEmpty()) {
      return true;
    }
    String given = request.getHeaders().get(HttpHeader.AUTHORIZATION);
    if (given == null || !given.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      return false;
    }
    return MessageDigest.isEqual(
        bytes(given.substring(SCHEME.length()).strip()), bytes(token.get()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Never the token. */
  @Override
  public String toString() {
    return "WebAccess[token=%s, hosts=%s]"
        .formatted(token.isPresent() ? "[hidden]" : "none", hosts.expected());
  }
}
