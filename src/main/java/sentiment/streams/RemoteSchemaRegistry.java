package sentiment.streams;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import sentiment.streams.RegistryClient.Answer;
import sentiment.streams.ReviewDecoder.UndecodableException;

/**
 * A server with the API of Confluent's Schema Registry: theirs, Karapace, Apicurio's {@code
 * /apis/ccompat/v7}. What it says of an id never changes, so that is asked once.
 *
 * @see <a href="https://docs.confluent.io/platform/current/schema-registry/develop/api.html">the
 *     API</a>
 */
final class RemoteSchemaRegistry implements SchemaRegistry {

  /** A topic of broken records is no reason for a request with each, nor is one that is full. */
  private static final long UNKNOWN_FOR_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final int MAX_REMEMBERED = 1000;

  private static final int NOT_FOUND = 404;
  private static final int INCOMPATIBLE = 409;

  private final RegistryClient client;
  private final LongSupplier nanoTime;
  private final Map<Registration, Integer> ids = new ConcurrentHashMap<>();
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
  private final Map<Integer, Unusable> unusable = new ConcurrentHashMap<>();

  private record Registration(String subject, Schema schema) {}

  private record Unusable(String why, long since) {}

  /** Measures time by {@code nanoTime}, which runs as {@link System#nanoTime} does. */
  RemoteSchemaRegistry(RegistryClient client, LongSupplier nanoTime) {
    this.client = client;
    this.nanoTime = nanoTime;
  }

  static RemoteSchemaRegistry at(RegistrySettings settings) {
    return new RemoteSchemaRegistry(
        new RegistryClient(settings, RegistryClient.PATIENCE), System::nanoTime);
  }

  @Override
  public int register(String subject, Schema schema) {
    return ids.computeIfAbsent(new Registration(subject, schema), this::idOf);
  }

  /** Looks before it registers: whoever has registered the schema himself need not let us write. */
  private int idOf(Registration wanted) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("schema", wanted.schema().toString());
    String path = "/subjects/" + wanted.subject();
    Answer answer;
    try {
      answer = client.post(path, body, client.deadline());
      if (answer.status() == NOT_FOUND) {
        answer = client.post(path + "/versions", body, client.deadline());
      }
    } catch (RegistryUnavailableException e) {
      throw new StreamFailedException(String.valueOf(e.getMessage()));
    }
    String what = wanted.schema().getFullName() + " as " + wanted.subject();
    if (answer.status() == INCOMPATIBLE) {
      throw new StreamFailedException(
          "schema registry refuses %s as incompatible with what is registered there: %s"
              .formatted(what, answer.message()));
    }
    if (!answer.isSuccess() || !answer.body().path("id").isInt()) {
      throw new StreamFailedException(
          "schema registry does not register %s (status %d): %s"
              .formatted(what, answer.status(), answer.message()));
    }
    return answer.body().path("id").intValue();
  }

  @Override
  public Schema schema(int id) throws UndecodableException {
    Schema known = schemas.get(id);
    if (known != null) {
      return known;
    }
    Unusable before = unusable.get(id);
    if (before != null && nanoTime.getAsLong() - before.since() < UNKNOWN_FOR_NANOS) {
      throw new UndecodableException(before.why());
    }
    try {
      Schema schema = fetch(id, client.deadline());
      remember(schemas, id, schema);
      return schema;
    } catch (UndecodableException e) {
      remember(unusable, id, new Unusable(e.getMessage(), nanoTime.getAsLong()));
      throw e;
    }
  }

  private static <V> void remember(Map<Integer, V> memory, int id, V value) {
    if (memory.size() >= MAX_REMEMBERED) {
      memory.clear();
    }
    memory.put(id, value);
  }

  private Schema fetch(int id, long deadline) throws UndecodableException {
    Answer answer = client.get("/schemas/ids/" + id, deadline);
    if (answer.status() == NOT_FOUND) {
      throw new UndecodableException("schema id " + id + " is unknown to the schema registry");
    }
    if (!answer.isSuccess()) {
      throw new UndecodableException(
          "schema id %d: the schema registry says %d, %s"
              .formatted(id, answer.status(), answer.message()));
    }
    String type = answer.body().path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      throw new UndecodableException("schema id " + id + " is of type " + type + ", not AVRO");
    }
    try {
      Schema.Parser parser = new Schema.Parser();
      Schema schema = parse(answer.body(), parser, new HashSet<>(), deadline);
      if (schema != null) {
        return schema;
      }
    } catch (AvroRuntimeException e) {
      throw new UndecodableException("schema id " + id + " is no schema that Avro can parse");
    }
    throw new UndecodableException("schema id " + id + " is incomplete in the schema registry");
  }

  /** Parses what the schema refers to before it; null if one of these is not there. */
  private @Nullable Schema parse(
      JsonNode body, Schema.Parser parser, Set<String> parsed, long deadline) {
    for (JsonNode reference : body.path("references")) {
      String path =
          "/subjects/%s/versions/%d"
              .formatted(
                  URLEncoder.encode(reference.path("subject").asText(), StandardCharsets.UTF_8),
                  reference.path("version").asInt());
      if (parsed.add(path)) {
        Answer answer = client.get(path, deadline);
        if (!answer.isSuccess() || parse(answer.body(), parser, parsed, deadline) == null) {
          return null;
        }
      }
    }
    JsonNode schema = body.path("schema");
    return schema.isTextual() ? parser.parse(schema.asText()) : null;
  }
}
