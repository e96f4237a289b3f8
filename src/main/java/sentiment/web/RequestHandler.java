package sentiment.web;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the endpoint of a request, and lets it answer or says what is wrong. */
final class RequestHandler extends Handler.Abstract {

  private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);

  private final List<Endpoint> endpoints;
  private final WebAccess access;
  private final WebLimits limits;
  private final Deadlines deadlines;
  private final BodyBudget budget;
  private final WebMetrics metrics;

  RequestHandler(
      List<Endpoint> endpoints,
      WebAccess access,
      WebLimits limits,
      Deadlines deadlines,
      WebMetrics metrics) {
    this.endpoints = List.copyOf(endpoints);
    this.access = access;
    this.limits = limits;
    this.deadlines = deadlines;
    this.budget = new BodyBudget(limits.bodyBytes());
    this.metrics = metrics;
  }

  /** An endpoint, and what stands in the path for the names of its pattern. */
  private record Match(Endpoint endpoint, Map<String, String> parameters) {}

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    long start = System.nanoTime();
    Exchange exchange = new Exchange(request, response, callback, deadlines, limits);
    SortedSet<String> allowed = new TreeSet<>();
    Optional<Match> match = find(request, allowed);
    String route = match.map(found -> found.endpoint().pattern()).orElse("none");
    exchange.onEnd(
        () -> {
          if (exchange.isAnswered()) {
            Duration time = Duration.ofNanos(exchange.endOfHead() - start);
            metrics.request(route, exchange.status(), time);
          }
        });
    Optional<WebResponse> refusal = refusal(request, match, allowed);
    if (refusal.isPresent()) {
      exchange.refuseUnread(refusal.get());
    } else {
      accept(exchange, match.orElseThrow());
    }
    return true;
  }

  /** The endpoint; if there is none, what methods are allowed is added to the set. */
  private Optional<Match> find(Request request, SortedSet<String> allowed) {
    String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
    String path = Optional.ofNullable(request.getHttpURI().getPath()).orElse("");
    for (Endpoint endpoint : endpoints) {
      Optional<Map<String, String>> parameters = match(endpoint, path);
      if (parameters.isPresent()) {
        if (endpoint.method().equals(method)) {
          return Optional.of(new Match(endpoint, parameters.get()));
        }
        allowed.add(endpoint.method());
      }
    }
    if (allowed.contains("GET")) {
      allowed.add("HEAD");
    }
    return Optional.empty();
  }

  private static Optional<Map<String, String>> match(Endpoint endpoint, String path) {
    try {
      return Route.match(endpoint.pattern(), path);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<WebResponse> refusal(
      Request request, Optional<Match> match, SortedSet<String> allowed) {
    if (!access.hosts().admits(request)) {
      return Optional.of(
          WebResponse.error(403, "HTTP 403: expected " + access.hosts().expected() + " as Host"));
    }
    if (match.isEmpty()) {
      return Optional.of(
          allowed.isEmpty()
              ? JsonErrors.answer(404)
              : JsonErrors.answer(405).with("Allow", String.join(", ", allowed)));
    }
    Endpoint endpoint = match.get().endpoint();
    if (endpoint.demands().contains(Endpoint.Demand.TOKEN) && !access.admits(request)) {
      return Optional.of(
          WebResponse.error(401, "HTTP 401: expected the header Authorization: Bearer TOKEN")
              .with("WWW-Authenticate", "Bearer"));
    }
    if (endpoint.demands().contains(Endpoint.Demand.JSON) && !isJson(request)) {
      return Optional.of(
          WebResponse.error(415, "HTTP 415: expected a body with Content-Type: application/json"));
    }
    if (request.getLength() > endpoint.maxBytes()) {
      return Optional.of(BodyReader.tooLarge(endpoint.maxBytes()));
    }
    return Optional.empty();
  }

  private static boolean isJson(Request request) {
    String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    return type != null
        && type.toLowerCase(Locale.ROOT)
            .matches("\\s*application/json\\s*(;\\s*charset\\s*=\\s*\"?utf-8\"?\\s*)?");
  }

  private void accept(Exchange exchange, Match match) {
    Map<String, String> query;
    try {
      HttpURI uri = exchange.request().getHttpURI();
      query = WebRequest.parseQuery(uri.getQuery());
    } catch (IllegalArgumentException e) {
      exchange.refuseUnread(WebResponse.error(400, "HTTP 400: broken query"));
      return;
    }
    Map<String, String> headers = headers(exchange.request());
    new BodyReader(
            exchange,
            match.endpoint().maxBytes(),
            budget,
            body -> {
              exchange.arrived();
              respond(
                  exchange,
                  match.endpoint(),
                  new WebRequest(match.parameters(), query, headers, body));
            })
        .run();
  }

  private static void respond(Exchange exchange, Endpoint endpoint, WebRequest request) {
    try {
      endpoint.responder().respond(request, exchange);
    } catch (IOException | RuntimeException e) {
      // neither the request nor a message, either may hold a review
      LOG.error("{} {} failed: {}", endpoint.method(), endpoint.pattern(), e.getClass().getName());
      LOG.debug("request failed", e);
      exchange.answer(JsonErrors.answer(500));
    }
  }

  private static Map<String, String> headers(Request request) {
    Map<String, String> headers = new HashMap<>();
    request
        .getHeaders()
        .forEach(
            field ->
                headers.putIfAbsent(
                    field.getName().toLowerCase(Locale.ROOT),
                    Optional.ofNullable(field.getValue()).orElse("")));
    return headers;
  }
}
