package sentiment.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Who is let in.
 *
 * @param token that some routes demand; empty if none does
 * @param loopbackOnly whether requests have to name a loopback address as their host
 */
record WebAccess(Optional<String> token, boolean loopbackOnly) {

  private static final String SCHEME = "bearer ";

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
    return "WebAccess[token=%s, loopbackOnly=%s]"
        .formatted(token.isPresent() ? "[hidden]" : "none", loopbackOnly);
  }
}
