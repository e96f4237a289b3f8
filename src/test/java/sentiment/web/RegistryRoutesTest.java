package sentiment.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sentiment.streams.PublishedSchema;
import sentiment.streams.StreamSettings;

@Timeout(60)
class RegistryRoutesTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final int REVIEW_ID = 2_079_468_134;
  private static final int SCORE_ID = 488_610_233;

  private static @SuppressWarnings("NullAway.Init") WebServer server;

  @BeforeAll
  static void startServer() {
    server = WebServer.start("127.0.0.1", 0, RegistryRoutes.of(published(Map.of())));
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  private static List<PublishedSchema> published(Map<String, String> flags) {
    return PublishedSchema.of(StreamSettings.of(Map.of(), Map.of(), flags));
  }

  @Test
  void shouldServeTheSchemasOfTheRepository() throws Exception {
    assertThat(schema("/schemas/ids/" + REVIEW_ID)).isEqualTo(file("review.avsc"));
    assertThat(schema("/schemas/ids/" + SCORE_ID)).isEqualTo(file("review_score.avsc"));
    assertThat(schema("/subjects/reviews-value/versions/latest")).isEqualTo(file("review.avsc"));
    assertThat(schema("/subjects/review-scores-value/versions/1"))
        .isEqualTo(file("review_score.avsc"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /schemas/types                           | ["AVRO"]
          /schemas/ids/488610233/versions          | [{"subject":"review-scores-value","version":1}]
          /subjects                                | ["reviews-value","review-scores-value"]
          /subjects/reviews-value/versions         | [1]
          """)
  void shouldListWhatThereIs(String path, String body) throws Exception {
    assertThat(get(path).body()).isEqualTo(body);
    assertThat(get(path).statusCode()).isEqualTo(200);
  }

  @Test
  void shouldDescribeAVersion() throws Exception {
    HttpResponse<String> response = get("/subjects/review-scores-value/versions/latest");
    JsonNode body = MAPPER.readTree(response.body());

    assertThat(body.path("subject").asText()).isEqualTo("review-scores-value");
    assertThat(body.path("version").intValue()).isEqualTo(1);
    assertThat(body.path("id").intValue()).isEqualTo(SCORE_ID);
    assertThat(response.headers().firstValue("Content-Type"))
        .contains("application/vnd.schemaregistry.v1+json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /schemas/ids/7                   | 404 | {"error_code":40403,"message":"Schema 7 not found"}
          /schemas/ids/7/versions          | 404 | {"error_code":40403,"message":"Schema 7 not found"}
          /schemas/ids/x                   | 404 | {"error_code":404,"message":"HTTP 404 Not Found"}
          /subjects/x/versions             | 404 | {"error_code":40401,"message":"Subject 'x' not found."}
          /subjects/x/versions/latest      | 404 | {"error_code":40401,"message":"Subject 'x' not found."}
          /subjects/reviews-value/versions/2 | 404 | {"error_code":40402,"message":"Version 2 not found."}
          /config                          | 404 | {"error_code":404,"message":"HTTP 404 Not Found"}
          """)
  void shouldExplainWhatThereIsNot(String path, int status, String body) throws Exception {
    assertThat(get(path).body()).isEqualTo(body);
    assertThat(get(path).statusCode()).isEqualTo(status);
  }

  @Test
  void shouldRefuseAVersionThatIsNone() throws Exception {
    HttpResponse<String> response = get("/subjects/reviews-value/versions/first");

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).startsWith("{\"error_code\":42202,");
  }

  @Test
  void shouldFindTheIdOfASchemaThatIsSent() throws Exception {
    String undocumented = file("review.avsc").toString().replaceAll(",?\"doc\":\"[^\"]*\"", "");

    assertThat(post("/subjects/reviews-value", undocumented).body())
        .startsWith("{\"subject\":\"reviews-value\",\"version\":1,\"id\":" + REVIEW_ID);
    assertThat(post("/subjects/reviews-value/versions", undocumented).body())
        .isEqualTo("{\"id\":" + REVIEW_ID + "}");
  }

  @Test
  void shouldTakeNoOtherSchema() throws Exception {
    for (String other : List.of("\"string\"", "no schema", file("review_score.avsc").toString())) {
      HttpResponse<String> response = post("/subjects/reviews-value/versions", other);
      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(response.body()).startsWith("{\"error_code\":40403,");
    }
    assertThat(post("/subjects/x/versions", "\"string\"").body()).contains("40401");
  }

  @Test
  void shouldServeOnlyTheSchemasOfTopicsThatHoldAvro() {
    assertThat(published(Map.of("output.format", "json", "input.topic", "films")))
        .extracting(PublishedSchema::subject)
        .containsExactly("films-value");
    assertThat(published(Map.of("input.format", "json", "output.topic", "films")))
        .extracting(PublishedSchema::subject)
        .containsExactly("films-value");
  }

  @Test
  void shouldServeNoneBesideAConfiguredRegistry() {
    assertThat(RegistryRoutes.of(published(Map.of("schema.registry.url", "http://a:8081"))))
        .isEmpty();
  }

  private static JsonNode schema(String path) throws Exception {
    return MAPPER.readTree(MAPPER.readTree(get(path).body()).path("schema").asText());
  }

  private static JsonNode file(String name) throws IOException {
    return MAPPER.readTree(Path.of("schemas", name).toFile());
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(server.address() + path)).build(),
        BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(String path, String schema) throws Exception {
    String body = MAPPER.createObjectNode().put("schema", schema).toString();
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(server.address() + path))
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
