package sentiment.web;

import java.io.IOException;
import java.util.Set;

/**
 * A {@link Route} with all that the server has to know before it calls what answers.
 *
 * @param maxBytes largest body that is read
 * @param demands what a request must bring
 */
record Endpoint(
    String method, String pattern, int maxBytes, Set<Demand> demands, Responder responder) {

  /** A body of a GET means nothing; it is read so that the connection can go on. */
  private static final int MAX_GET_BYTES = 64 << 10;

  /** What a request must bring to be answered. */
  enum Demand {
    /** A body of JSON. */
    JSON,
    /** The token, if one is set. */
    TOKEN
  }

  /** Answers a request, at once or later, in this thread or another. */
  @FunctionalInterface
  interface Responder {

    /** An exception becomes an answer with status 500 and a line in the log. */
    void respond(WebRequest request, Exchange exchange) throws IOException;
  }

  Endpoint {
    demands = Set.copyOf(demands);
  }

  /** Anybody may ask, the answer comes at once. */
  static Endpoint of(Route route) {
    int maxBytes = route.method().equals("GET") ? MAX_GET_BYTES : WebServer.MAX_REQUEST_BYTES;
    return new Endpoint(
        route.method(),
        route.pattern(),
        maxBytes,
        Set.of(),
        (request, exchange) -> exchange.answer(route.handler().handle(request)));
  }

  /** Answers those who bring the token. */
  static Endpoint get(String pattern, Responder responder) {
    return new Endpoint("GET", pattern, MAX_GET_BYTES, Set.of(Demand.TOKEN), responder);
  }

  /** Answers a body of JSON to those who bring the token. */
  static Endpoint postJson(String pattern, Responder responder) {
    return new Endpoint(
        "POST", pattern, WebServer.MAX_REQUEST_BYTES, Set.of(Demand.JSON, Demand.TOKEN), responder);
  }
}
