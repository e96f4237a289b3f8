package sentiment.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Serves the page as the scorer does, with the same policy, and events and scores of the test's
 * choice.
 */
final class StubScorer implements AutoCloseable {

  /** What the scorer sends with the page. */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'"
          + " data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml");
  private static final int BLOCK = 100; // events of a flood that are written at once

  private final ObjectMapper mapper = new ObjectMapper();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<OutputStream> streams = new ConcurrentLinkedQueue<>();
  private final AtomicLong sent = new AtomicLong();
  private volatile String token = "";
  private volatile boolean scores = true;
  private volatile boolean closed;

  private StubScorer(HttpServer server) {
    this.server = server;
    server.createContext("/", this::serve);
    server.setExecutor(threads);
    server.start();
  }

  static StubScorer start() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    return new StubScorer(HttpServer.create(new InetSocketAddress(loopback, 0), 0));
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** From now on asks for that token; empty: for none. */
  void demand(String wanted) {
    token = wanted;
  }

  /** Says at the next connection whether texts may be scored. */
  void offerScores(boolean offered) {
    scores = offered;
  }

  /** Events written so far. */
  long sent() {
    return sent.get();
  }

  int connections() {
    return streams.size();
  }

  /** Sends one event to every page that listens. */
  void send(String event, JsonNode data) {
    write("event: " + event + "\ndata: " + data + "\n\n", 1);
  }

  void review(String id, String text) {
    send("review", StubScores.of(id, text));
  }

  /** Sends that many reviews a second, until so many are sent; the caller waits for it. */
  void flood(int perSecond, int count, String text) {
    long start = System.nanoTime();
    StringBuilder block = new StringBuilder();
    for (int i = 0; i < count; i += BLOCK) {
      block.setLength(0);
      for (int k = i; k < i + BLOCK; k++) {
        block.append("event: review\ndata: ").append(StubScores.of("flood-" + k, text));
        block.append("\n\n");
      }
      write(block.toString(), BLOCK);
      long due = start + (i + BLOCK) * 1_000_000_000L / perSecond;
      Browser.pause(Math.max(0, (due - System.nanoTime()) / 1_000_000));
    }
  }

  /** Cuts all event streams off. */
  void drop() {
    List<OutputStream> open = List.copyOf(streams);
    streams.clear();
    for (OutputStream stream : open) {
      synchronized (stream) {
        stream.notifyAll();
      }
    }
  }

  private void write(String text, int events) {
    byte[] bytes = text.getBytes(UTF_8);
    for (OutputStream stream : streams) {
      try {
        stream.write(bytes);
        stream.flush();
      } catch (IOException e) {
        streams.remove(stream); // that page is gone
      }
    }
    sent.addAndGet(events);
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    switch (path) {
      case "/live" -> live(exchange);
      case "/score" -> score(exchange);
      default -> page(exchange, path);
    }
  }

  private static void page(HttpExchange exchange, String path) throws IOException {
    String name = path.equals("/") ? "index.html" : path.substring(1);
    try (InputStream in = StubScorer.class.getResourceAsStream("/sentiment/web/page/" + name)) {
      if (in == null) {
        answer(exchange, 404, "application/json", "{\"error_code\":404,\"message\":\"\"}");
        return;
      }
      exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
      String type = TYPES.getOrDefault(name.replaceAll(".*\\.", ""), "");
      answer(exchange, 200, type, new String(in.readAllBytes(), UTF_8));
    }
  }

  private void live(HttpExchange exchange) throws IOException {
    if (refused(exchange)) {
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    OutputStream stream = exchange.getResponseBody();
    ObjectNode hello = JsonNodeFactory.instance.objectNode().put("application", "stub");
    hello.put("score", scores).put("sample_per_second", 20).set("model", StubScores.model());
    hello.putArray("reviews");
    stream.write(("event: hello\ndata: " + hello + "\n\n").getBytes(UTF_8));
    stream.flush();
    streams.add(stream);
    try (exchange) {
      synchronized (stream) {
        while (!closed && streams.contains(stream)) {
          stream.wait(500);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void score(HttpExchange exchange) throws IOException {
    if (refused(exchange)) {
      return;
    }
    JsonNode asked = mapper.readTree(exchange.getRequestBody());
    String text = asked.path("text").asText();
    if (text.startsWith("slow")) {
      Browser.pause(600);
    }
    if (StubScores.hasWord(text)) {
      answer(exchange, 200, "application/json", StubScores.of("typed", text).toString());
    } else {
      answer(
          exchange,
          422,
          "application/json",
          "{\"review_id\":\"typed\",\"rejected\":\"EMPTY_TEXT\",\"detail\":\"no words in it\"}");
    }
  }

  private boolean refused(HttpExchange exchange) throws IOException {
    List<String> given = exchange.getRequestHeaders().getOrDefault("Authorization", List.of());
    if (token.isEmpty() || given.contains("Bearer " + token)) {
      return false;
    }
    answer(exchange, 401, "application/json", "{\"error_code\":401,\"message\":\"token\"}");
    return true;
  }

  private static void answer(HttpExchange exchange, int status, String type, String body) {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    try (exchange) {
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    closed = true;
    drop();
    server.stop(0);
    threads.shutdownNow();
  }
}
