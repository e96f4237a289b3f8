package sentiment.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import sentiment.streams.PublishedSchema;

/**
 * The program's own schema registry, as consumers and producers in any language read it: the part
 * of Confluent's API that changes nothing. Whoever registers what is registered already gets its
 * id, as there.
 *
 * @see <a href="https://docs.confluent.io/platform/current/schema-registry/develop/api.html">the
 *     API</a>
 */
public final class RegistryRoutes {

  private static final String TYPE = "application/vnd.schemaregistry.v1+json";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int VERSION = 1;

  private final ObjectMapper mapper = new ObjectMapper();
  private final List<PublishedSchema> schemas;

  private RegistryRoutes(List<PublishedSchema> schemas) {
    this.schemas = List.copyOf(schemas);
  }

  /** Routes that serve these schemas; none where there are none to serve. */
  public static List<Route> of(List<PublishedSchema> schemas) {
    RegistryRoutes routes = new RegistryRoutes(schemas);
    if (schemas.isEmpty()) {
      return List.of();
    }
    return List.of(
        get("/schemas/types", request -> ok(JSON.arrayNode().add("AVRO"))),
        get("/schemas/ids/{id}", routes::schema),
        get("/schemas/ids/{id}/versions", routes::versionsOfSchema),
        get("/subjects", request -> ok(strings(schemas.stream().map(PublishedSchema::subject)))),
        get("/subjects/{subject}/versions", routes::versions),
        get("/subjects/{subject}/versions/{version}", routes::version),
        Route.post(
            "/subjects/{subject}", request -> routes.lookUp(request, RegistryRoutes::describe)),
        Route.post(
            "/subjects/{subject}/versions",
            request -> routes.lookUp(request, schema -> JSON.objectNode().put("id", schema.id()))));
  }

  private static Route get(String pattern, Route.Handler handler) {
    return Route.get(pattern, handler);
  }

  private WebResponse schema(WebRequest request) {
    List<PublishedSchema> found = withId(request);
    return found.isEmpty()
        ? unknownId(request)
        : ok(JSON.objectNode().put("schema", found.get(0).schema()));
  }

  private WebResponse versionsOfSchema(WebRequest request) {
    ArrayNode versions = JSON.arrayNode();
    for (PublishedSchema schema : withId(request)) {
      versions.addObject().put("subject", schema.subject()).put("version", VERSION);
    }
    return versions.isEmpty() ? unknownId(request) : ok(versions);
  }

  private List<PublishedSchema> withId(WebRequest request) {
    String id = request.parameter("id");
    return schemas.stream().filter(schema -> Integer.toString(schema.id()).equals(id)).toList();
  }

  private static WebResponse unknownId(WebRequest request) {
    String id = request.parameter("id");
    return id.matches("\\d{1,10}")
        ? error(40403, "Schema " + id + " not found")
        : error(404, "HTTP 404 Not Found");
  }

  private WebResponse versions(WebRequest request) {
    return withSubject(request)
        .map(schema -> ok(JSON.arrayNode().add(VERSION)))
        .orElseGet(() -> unknownSubject(request));
  }

  private WebResponse version(WebRequest request) {
    Optional<PublishedSchema> schema = withSubject(request);
    if (schema.isEmpty()) {
      return unknownSubject(request);
    }
    String version = request.parameter("version");
    if (version.equals("latest") || version.equals("-1") || version.equals("" + VERSION)) {
      return ok(describe(schema.get()));
    }
    return version.matches("[1-9]\\d{0,8}")
        ? error(40402, "Version " + version + " not found.")
        : error(
            42202,
            "The specified version is not a valid version id. Allowed values are between [1,"
                + " 2^31-1] and the string \"latest\"");
  }

  /** Answers for the schema that was sent, if it is the subject's. */
  private WebResponse lookUp(WebRequest request, Function<PublishedSchema, JsonNode> answer)
      throws IOException {
    Optional<PublishedSchema> schema = withSubject(request);
    if (schema.isEmpty()) {
      return unknownSubject(request);
    }
    String sent;
    try {
      sent = mapper.readTree(request.body()).path("schema").asText();
    } catch (JsonProcessingException e) {
      return error(400, "HTTP 400: expected a JSON object with a field 'schema'");
    }
    return schema
        .filter(known -> known.isSameAs(sent))
        .map(known -> ok(answer.apply(known)))
        .orElseGet(
            () -> error(40403, "Schema not found; this registry holds what is built in, no more"));
  }

  private Optional<PublishedSchema> withSubject(WebRequest request) {
    String subject = request.parameter("subject");
    return schemas.stream().filter(schema -> schema.subject().equals(subject)).findFirst();
  }

  private static WebResponse unknownSubject(WebRequest request) {
    return error(40401, "Subject '" + request.parameter("subject") + "' not found.");
  }

  private static ObjectNode describe(PublishedSchema schema) {
    return JSON.objectNode()
        .put("subject", schema.subject())
        .put("version", VERSION)
        .put("id", schema.id())
        .put("schema", schema.schema());
  }

  private static ArrayNode strings(Stream<String> texts) {
    ArrayNode array = JSON.arrayNode();
    texts.forEach(array::add);
    return array;
  }

  private static WebResponse ok(JsonNode body) {
    return WebResponse.json(200, body).as(TYPE);
  }

  private static WebResponse error(int code, String message) {
    return WebResponse.error(code, message).as(TYPE);
  }
}
