package sentiment.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the route of a request, and lets it answer or says what is wrong. */
final class Dispatcher {

  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  private final List<Route> routes;

  Dispatcher(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  /** Answers one request; throws only if that can't be sent. */
  void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      send(exchange, answer(exchange));
    }
  }

  private WebResponse answer(HttpExchange exchange) throws IOException {
    boolean isHead = exchange.getRequestMethod().equals("HEAD");
    String method = isHead ? "GET" : exchange.getRequestMethod();
    String path = exchange.getRequestURI().getRawPath();
    SortedSet<String> allowed = new TreeSet<>();
    for (Route route : routes) {
      Optional<Map<String, String>> parameters = route.match(path);
      if (parameters.isPresent()) {
        if (route.method().equals(method)) {
          return answer(exchange, route, parameters.get());
        }
        allowed.add(route.method());
      }
    }
    if (allowed.isEmpty()) {
      return WebResponse.error(404, "HTTP 404 Not Found");
    }
    if (allowed.contains("GET")) {
      allowed.add("HEAD");
    }
    exchange.getResponseHeaders().set("Allow", String.join(", ", allowed));
    return WebResponse.error(405, "HTTP 405 Method Not Allowed");
  }

  private static WebResponse answer(
      HttpExchange exchange, Route route, Map<String, String> parameters) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(WebServer.MAX_REQUEST_BYTES + 1);
    if (body.length > WebServer.MAX_REQUEST_BYTES) {
      exchange.getResponseHeaders().set("Connection", "close");
      return WebResponse.error(
          413, "HTTP 413: at most " + WebServer.MAX_REQUEST_BYTES + " bytes are read");
    }
    Map<String, String> query;
    try {
      query = WebRequest.parseQuery(exchange.getRequestURI().getRawQuery());
    } catch (IllegalArgumentException e) {
      return WebResponse.error(400, "HTTP 400: broken query");
    }
    try {
      return route.handler().handle(new WebRequest(parameters, query, headers(exchange), body));
    } catch (IOException | RuntimeException e) {
      // neither the request nor a message, either may hold a review
      LOG.error("{} {} failed: {}", route.method(), route.pattern(), e.getClass().getName());
      LOG.debug("request failed", e);
      return WebResponse.error(500, "HTTP 500 Internal Server Error");
    }
  }

  private static Map<String, String> headers(HttpExchange exchange) {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    return headers;
  }

  private static void send(HttpExchange exchange, WebResponse response) throws IOException {
    byte[] body = response.body();
    exchange.getResponseHeaders().set("Content-Type", response.contentType());
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
      exchange.sendResponseHeaders(response.status(), -1);
      return;
    }
    exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}
