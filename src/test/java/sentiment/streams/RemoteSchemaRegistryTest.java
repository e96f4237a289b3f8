package sentiment.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.common.errors.RetriableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sentiment.streams.ReviewDecoder.UndecodableException;

@Timeout(60)
class RemoteSchemaRegistryTest {

  private static final Duration PATIENCE = Duration.ofMillis(600);
  private static final Schema SHOP =
      SchemaBuilder.record("Shop").fields().requiredString("text").endRecord();

  private final ObjectMapper mapper = new ObjectMapper();
  private final AtomicLong now = new AtomicLong();
  private @SuppressWarnings("NullAway.Init") StubRegistry stub;

  @BeforeEach
  void startRegistry() throws IOException {
    stub = new StubRegistry();
  }

  @AfterEach
  void stopRegistry() {
    stub.close();
  }

  @Test
  void shouldRegisterASchemaOnceAndKeepItsId() {
    RemoteSchemaRegistry registry = registry();

    int id = registry.register("scores-value", AvroFraming.REVIEW_SCORE);

    assertThat(id).isEqualTo(101);
    assertThat(registry.register("scores-value", AvroFraming.REVIEW_SCORE)).isEqualTo(id);
    assertThat(stub.requests())
        .containsExactly("POST /subjects/scores-value", "POST /subjects/scores-value/versions");
  }

  @Test
  void shouldNotWriteWhenTheSchemaIsRegisteredAlready() {
    int id = stub.add("scores-value", AvroFraming.REVIEW_SCORE.toString());

    assertThat(registry().register("scores-value", AvroFraming.REVIEW_SCORE)).isEqualTo(id);
    assertThat(stub.requests()).containsExactly("POST /subjects/scores-value");
  }

  @Test
  void shouldSayInOneLineThatASchemaIsIncompatible() {
    stub.refuse("scores-value");

    assertThatThrownBy(() -> registry().register("scores-value", AvroFraming.REVIEW_SCORE))
        .isInstanceOf(StreamFailedException.class)
        .hasMessage(
            "schema registry refuses sentiment.avro.ReviewScore as scores-value as incompatible"
                + " with what is registered there: Schema being registered is incompatible with"
                + " an earlier schema");
  }

  @Test
  void shouldSayInOneLineThatASchemaIsNotRegistered() {
    stub.fail(
        1, StubRegistry.status(422, "{\"error_code\":42201,\"message\":\"Invalid\\nschema\"}"));

    assertThatThrownBy(() -> registry().register("scores-value", AvroFraming.REVIEW_SCORE))
        .isInstanceOf(StreamFailedException.class)
        .hasMessage(
            "schema registry does not register sentiment.avro.ReviewScore as scores-value"
                + " (status 422): Invalid schema");
  }

  @Test
  void shouldSayInOneLineThatNoRegistryIsThere() throws IOException {
    String url = "http://127.0.0.1:" + unusedPort();

    assertThatThrownBy(() -> registry(url).register("scores-value", AvroFraming.REVIEW_SCORE))
        .isInstanceOf(StreamFailedException.class)
        .hasMessageStartingWith("schema registry at " + url + " does not answer: ConnectException");
  }

  @Test
  void shouldAskForASchemaOnce() throws Exception {
    int id = stub.add("reviews-value", SHOP.toString());
    RemoteSchemaRegistry registry = registry();

    assertThat(registry.schema(id)).isEqualTo(SHOP).isSameAs(registry.schema(id));
    assertThat(stub.requests()).containsExactly("GET /schemas/ids/" + id);
  }

  @Test
  void shouldAskAgainForAnUnknownSchemaOnlyAfterSomeSeconds() throws Exception {
    RemoteSchemaRegistry registry = registry();

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> registry.schema(101))
          .isInstanceOf(UndecodableException.class)
          .hasMessage("schema id 101 is unknown to the schema registry");
    }
    assertThat(stub.requests()).hasSize(1);

    stub.add("reviews-value", SHOP.toString());
    now.addAndGet(TimeUnit.SECONDS.toNanos(10));
    assertThat(registry.schema(101)).isEqualTo(SHOP);
  }

  @Test
  void shouldGoOnAfterTheRegistryHasRecovered() throws Exception {
    int id = stub.add("reviews-value", SHOP.toString());
    stub.fail(2, StubRegistry.status(503, "{\"error_code\":50003,\"message\":\"no leader\"}"));

    assertThat(registry().schema(id)).isEqualTo(SHOP);
    assertThat(stub.requests()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          500 | {"error_code":50001,"message":"Error in the backend"}
          502 | <html>Bad gateway</html>
          429 | {"error_code":429,"message":"Too many requests"}
          404 | <html>no such service</html>
          404 | {"detail":"a gateway's"}
          200 | <html>please sign in</html>
          302 | ''
          """)
  void shouldBlameNoRecordWhenTheRegistryDoesNotAnswer(int status, String body) {
    stub.fail(Integer.MAX_VALUE, StubRegistry.status(status, body));

    assertThatThrownBy(() -> registry().schema(7))
        .isInstanceOf(RetriableException.class)
        .hasNoCause()
        .hasMessage(
            "schema registry at %s does not answer: status %d without a registry's JSON",
            stub.url(), status);
  }

  @Test
  void shouldNotWaitForAnAnswerThatGetsStuck() {
    stub.fail(Integer.MAX_VALUE, stub.stuck());

    assertThatThrownBy(() -> registry().schema(7))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessage("schema registry at %s does not answer: too slow", stub.url());
  }

  @Test
  void shouldAskTheOtherAddressWhenOneIsDown() throws Exception {
    int id = stub.add("reviews-value", SHOP.toString());
    String urls = "http://127.0.0.1:" + unusedPort() + "," + stub.url() + "/";

    assertThat(registry(urls).schema(id)).isEqualTo(SHOP);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void shouldStopWhenItIsNotLetIn(int status) {
    stub.fail(1, StubRegistry.status(status, ""));

    assertThatThrownBy(() -> registry(stub.url(), "user", "me", "password", "hush").schema(7))
        .isInstanceOf(StreamFailedException.class)
        .isNotInstanceOf(RetriableException.class)
        .hasMessage(
            "schema registry at %s does not let this program in (status %d): check"
                + " schema.registry.user and password, or token",
            stub.url(), status);
    assertThat(stub.requests()).hasSize(1);
  }

  @Test
  void shouldShowUserAndPasswordOrToken() throws Exception {
    int id = stub.add("reviews-value", SHOP.toString());

    registry(stub.url(), "user", "me", "password", "hush").schema(id);
    registry(stub.url(), "token", "abc.def").schema(id);

    assertThat(stub.authorizations()).containsExactly("Basic bWU6aHVzaA==", "Bearer abc.def");
  }

  @Test
  void shouldReadASchemaWithWhatItRefersTo() throws Exception {
    stub.add("place", "{\"type\":\"enum\",\"name\":\"Place\",\"symbols\":[\"SHOP\",\"APP\"]}");
    ObjectNode review =
        mapper
            .createObjectNode()
            .put(
                "schema",
                "{\"type\":\"record\",\"name\":\"R\",\"fields\":["
                    + "{\"name\":\"text\",\"type\":\"string\"},"
                    + "{\"name\":\"place\",\"type\":\"Place\"}]}");
    ObjectNode reference = review.putArray("references").addObject();
    reference.put("name", "Place").put("subject", "place").put("version", 1);
    int id = stub.add("reviews-value", review);

    assertThat(registry().schema(id).getField("place").schema().getEnumSymbols())
        .containsExactly("SHOP", "APP");

    ObjectNode lost = review.deepCopy();
    ((ObjectNode) lost.path("references").get(0)).put("version", 2);
    int incomplete = stub.add("reviews-value", lost);
    assertThatThrownBy(() -> registry().schema(incomplete))
        .isInstanceOf(UndecodableException.class)
        .hasMessage("schema id %d is incomplete in the schema registry", incomplete);
  }

  @Test
  void shouldCallOtherSchemasUndecodable() {
    int json =
        stub.add(
            "reviews-value",
            mapper.createObjectNode().put("schemaType", "JSON").put("schema", "{}"));
    int broken = stub.add("reviews-value", "{\"type\":\"recrod\"}");

    assertThatThrownBy(() -> registry().schema(json))
        .isInstanceOf(UndecodableException.class)
        .hasMessage("schema id %d is of type JSON, not AVRO", json);
    assertThatThrownBy(() -> registry().schema(broken))
        .isInstanceOf(UndecodableException.class)
        .hasMessage("schema id %d is no schema that Avro can parse", broken);
  }

  private RemoteSchemaRegistry registry() {
    return registry(stub.url());
  }

  private RemoteSchemaRegistry registry(String url, String... keysAndValues) {
    String[] all = new String[keysAndValues.length + 2];
    all[0] = "schema.registry.url";
    all[1] = url;
    for (int i = 0; i < keysAndValues.length; i += 2) {
      all[i + 2] = "schema.registry." + keysAndValues[i];
      all[i + 3] = keysAndValues[i + 1];
    }
    RegistrySettings settings = TestReviews.settings(all).schemaRegistry();
    return new RemoteSchemaRegistry(new RegistryClient(settings, PATIENCE), now::get);
  }

  private static int unusedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
