package sentiment.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A schema registry as Confluent documents it, on a loopback port, that can be told to fail. */
final class StubRegistry implements AutoCloseable {

  /** How the registry answers while something is wrong with it. */
  interface Fault {
    void answer(HttpExchange exchange) throws IOException;
  }

  private static final int FIRST_ID = 101;
  private static final String JSON = "application/vnd.schemaregistry.v1+json";

  private final ObjectMapper mapper = new ObjectMapper();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Map<Integer, ObjectNode> schemas = new LinkedHashMap<>();
  private final Map<String, List<Integer>> subjects = new LinkedHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final AtomicInteger faults = new AtomicInteger();
  private volatile Fault fault = exchange -> {};
  private volatile String incompatible = "";

  StubRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/base", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** Its address: with a path, as some registries have it. */
  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/base";
  }

  /** Method and path of every request so far. */
  List<String> requests() {
    return requests;
  }

  /** The authorization of every request that had one. */
  List<String> authorizations() {
    return authorizations;
  }

  /** Answers the next {@code times} requests wrongly. */
  void fail(int times, Fault how) {
    fault = how;
    faults.set(times);
  }

  /** Refuses new schemas of that subject. */
  void refuse(String subject) {
    incompatible = subject;
  }

  /** Stores a schema of a type and what it refers to; the id it gets. */
  synchronized int add(String subject, ObjectNode body) {
    int id = FIRST_ID + schemas.size();
    schemas.put(id, body);
    subjects.computeIfAbsent(subject, name -> new ArrayList<>()).add(id);
    return id;
  }

  int add(String subject, String schema) {
    return add(subject, mapper.createObjectNode().put("schema", schema));
  }

  /** Answers with a status and a body. */
  static Fault status(int status, String body) {
    return exchange -> {
      byte[] bytes = body.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  /** Sends the headers, then nothing more until the registry is closed. */
  Fault stuck() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 1000);
      exchange.getResponseBody().flush();
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring("/base".length());
      requests.add(exchange.getRequestMethod() + " " + path);
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      if (authorization != null) {
        authorizations.add(authorization);
      }
      if (faults.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        fault.answer(exchange);
        return;
      }
      String[] parts = path.substring(1).split("/");
      JsonNode sent =
          exchange.getRequestMethod().equals("POST")
              ? mapper.readTree(exchange.getRequestBody())
              : mapper.createObjectNode();
      respond(exchange, parts, sent.path("schema").asText());
    }
  }

  private synchronized void respond(HttpExchange exchange, String[] parts, String schema)
      throws IOException {
    boolean isPost = exchange.getRequestMethod().equals("POST");
    if (isPost && !JSON.equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
      send(exchange, 415, error(415, "HTTP 415 Unsupported Media Type"));
    } else if (isPost) {
      register(exchange, parts[1], schema, parts.length == 3);
    } else if (parts[0].equals("schemas")) {
      ObjectNode found = schemas.get(Integer.parseInt(parts[2]));
      send(
          exchange,
          found == null ? 404 : 200,
          found == null ? error(40403, "Schema " + parts[2] + " not found") : found);
    } else {
      int version = Integer.parseInt(parts[3]);
      List<Integer> versions = subjects.getOrDefault(parts[1], List.of());
      if (version > versions.size()) {
        send(exchange, 404, error(40402, "Version " + version + " not found."));
      } else {
        send(exchange, 200, schemas.get(versions.get(version - 1)));
      }
    }
  }

  private void register(HttpExchange exchange, String subject, String schema, boolean mayAdd)
      throws IOException {
    for (int id : subjects.getOrDefault(subject, List.of())) {
      if (schemas.get(id).path("schema").asText().equals(schema)) {
        send(exchange, 200, mapper.createObjectNode().put("id", id));
        return;
      }
    }
    if (!mayAdd) {
      send(exchange, 404, error(40403, "Schema not found"));
    } else if (subject.equals(incompatible)) {
      String message = "Schema being registered is incompatible with\nan earlier schema";
      send(exchange, 409, error(409, message));
    } else {
      send(exchange, 200, mapper.createObjectNode().put("id", add(subject, schema)));
    }
  }

  private ObjectNode error(int code, String message) {
    return mapper.createObjectNode().put("error_code", code).put("message", message);
  }

  private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
    byte[] bytes = body.toString().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", JSON);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
