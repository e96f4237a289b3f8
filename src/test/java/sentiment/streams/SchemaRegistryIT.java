package sentiment.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sentiment.demo.EmbeddedBroker;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SchemaRegistryIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static @TempDir @SuppressWarnings("NullAway.Init") Path dir;
  private static @SuppressWarnings("NullAway.Init") EmbeddedBroker broker;

  private @SuppressWarnings("NullAway.Init") StubRegistry registry;
  private String name = "";

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start(dir);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void startRegistry(TestInfo test) throws Exception {
    name = test.getTestMethod().orElseThrow().getName();
    registry = new StubRegistry();
    broker.createTopic(name, 1);
  }

  @AfterEach
  void stopRegistry() {
    registry.close();
  }

  @Test
  void shouldWriteWithTheRegistrysIdAndReadReviewsOfAnotherSchema() throws Exception {
    send(otherReview("a good film"), TestReviews.framed(7, AvroFraming.REVIEW, unknown()));

    List<ConsumerRecord<byte[], byte[]>> results;
    try (ScoringApplication application = start()) {
      assertThat(application.awaitRunning(PATIENCE)).isTrue();
      results = read(2);
    }

    assertThat(results)
        .filteredOn(r -> r.topic().endsWith("-scores"))
        .singleElement()
        .satisfies(
            r -> {
              assertThat(ByteBuffer.wrap(r.value()).getInt(1)).isEqualTo(102);
              assertThat(TestReviews.score(r.value()).get("review_id")).hasToString("r1");
            });
    assertThat(results)
        .filteredOn(r -> r.topic().endsWith("-rejected"))
        .singleElement()
        .satisfies(
            r ->
                assertThat(r.headers().lastHeader(DeadLetters.MESSAGE).value())
                    .asString()
                    .isEqualTo("schema id 7 is unknown to the schema registry"));
    assertThat(registry.requests())
        .containsSubsequence(
            "POST /subjects/" + name + "-scores-value/versions",
            "POST /subjects/" + name + "-value/versions");
  }

  @Test
  void shouldScoreEveryReviewAfterTheRegistryHasBeenAway() throws Exception {
    try (ScoringApplication application = start()) {
      assertThat(application.awaitRunning(PATIENCE)).isTrue();
      // longer than the client's patience, so a thread dies of it
      registry.fail(Integer.MAX_VALUE, StubRegistry.status(503, ""));
      int asked = registry.requests().size();
      send(otherReview("a good film"), otherReview("a bad film"));
      while (registry.requests().size() < asked + 9) {
        Thread.sleep(50);
      }
      registry.fail(0, StubRegistry.status(503, ""));

      assertThat(read(2)).extracting(ConsumerRecord::topic).containsOnly(name + "-scores");
    }
  }

  @Test
  void shouldNotStartWhenTheScoresSchemaIsIncompatible() {
    registry.refuse(name + "-scores-value");

    assertThatThrownBy(this::start)
        .isInstanceOf(StreamFailedException.class)
        .hasMessageStartingWith(
            "schema registry refuses sentiment.avro.ReviewScore as %s-scores-value", name);
  }

  private ScoringApplication start() {
    StreamSettings settings =
        TestReviews.settings(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "application.id",
            name,
            "input.topic",
            name,
            "output.topic",
            name + "-scores",
            "rejected.topic",
            name + "-rejected",
            "kafka.consumer.session.timeout.ms",
            "6000",
            "schema.registry.url",
            registry.url());
    return ScoringApplication.start(settings, TestReviews.scoring(settings));
  }

  /** A review as a newer program writes it, of a schema that only the registry has. */
  private byte[] otherReview(String text) {
    Schema schema =
        SchemaBuilder.record("com.shop.Review")
            .fields()
            .requiredInt("stars")
            .requiredString("review_id")
            .requiredString("text")
            .endRecord();
    GenericRecord review = new GenericData.Record(schema);
    review.put("stars", 5);
    review.put("review_id", "r1");
    review.put("text", text);
    return TestReviews.framed(registry.add("others", schema.toString()), schema, review);
  }

  private static GenericRecord unknown() {
    GenericRecord review = new GenericData.Record(AvroFraming.REVIEW);
    review.put("text", "fine");
    return review;
  }

  private void send(byte[]... values) {
    Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (byte[] value : values) {
        producer.send(new ProducerRecord<>(name, value));
      }
    }
  }

  private List<ConsumerRecord<byte[], byte[]>> read(int count) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers", broker.bootstrapServers(),
            "isolation.level", "read_committed",
            "auto.offset.reset", "earliest");
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(
          Stream.of(name + "-scores", name + "-rejected")
              .map(topic -> new TopicPartition(topic, 0))
              .toList());
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (records.size() < count && System.nanoTime() < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      consumer.poll(Duration.ofMillis(500)).forEach(records::add);
    }
    return records;
  }
}
