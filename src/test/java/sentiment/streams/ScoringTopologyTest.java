package sentiment.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static sentiment.streams.TestReviews.POISON;
import static sentiment.streams.TestReviews.avroReview;
import static sentiment.streams.TestReviews.bytes;
import static sentiment.streams.TestReviews.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.internals.CachingKeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScoringTopologyTest {

  private static final Instant MORNING = Instant.parse("2026-01-02T08:00:00Z");
  private static final Duration DELAY = Duration.ofMillis(100);

  private @SuppressWarnings("NullAway.Init") TopologyTestDriver driver; // set by start()

  @AfterEach
  void closeDriver() {
    if (driver != null) {
      driver.close();
    }
  }

  @Test
  void shouldHaveTheTopologyThatRunningInstancesShare() throws IOException {
    StreamSettings settings = settings();
    String golden;
    try (var in = ScoringTopologyTest.class.getResourceAsStream("topology.txt")) {
      golden = new String(in.readAllBytes(), UTF_8);
    }

    assertThat(ScoringTopology.build(TestReviews.parts(settings)).describe()).hasToString(golden);
  }

  @Test
  void shouldScoreEveryFormatAlike() {
    start(settings());
    send("a", bytes("A good film"));
    send("b", bytes("{\"text\":\"A good film\",\"review_id\":\"json\"}"));
    send("c", avroReview("avro", "A good film"));
    driver.advanceWallClockTime(DELAY);

    List<GenericRecord> scores =
        scores().readValuesToList().stream().map(TestReviews::score).toList();

    assertThat(scores)
        .extracting(score -> score.get("review_id").toString())
        .containsExactly("a", "json", "avro");
    assertThat(scores)
        .extracting(score -> score.get("logit"))
        .hasSize(3)
        .containsOnly(scores.get(0).get("logit"));
  }

  @Test
  void shouldFillEveryFieldOfTheScore() throws IOException {
    String review = "word5 ".repeat(4) + "A good film ".repeat(7);
    start(settings("output.format", "json"));
    send("a", bytes(review));
    driver.advanceWallClockTime(DELAY);
    JsonNode json = new ObjectMapper().readTree(scores().readValue());
    driver.close();
    start(settings());
    send("a", bytes(review));
    driver.advanceWallClockTime(DELAY);
    GenericRecord avro = TestReviews.score(scores().readValue());

    assertThat(json.fieldNames())
        .toIterable()
        .containsExactlyElementsOf(
            AvroFraming.REVIEW_SCORE.getFields().stream().map(field -> field.name()).toList());
    for (String field : List.of("probability", "logit", "bias", "attention_covered")) {
      assertThat(avro.get(field)).as(field).isEqualTo(json.get(field).doubleValue());
    }
    for (String field : List.of("tokens", "tokens_used", "tokens_unknown")) {
      assertThat(avro.get(field)).as(field).isEqualTo(json.get(field).intValue());
    }
    assertThat(avro.get("tokens")).isEqualTo(25);
    assertThat(avro.get("tokens_used")).isEqualTo(15); // the tiny model reads 16 ids
    assertThat((int) avro.get("tokens_unknown")).isBetween(1, 14);
    assertThat(avro.get("label")).hasToString(json.get("label").textValue());
    assertThat(avro.get("scored_at")).isEqualTo(TestReviews.NOON.millis());
    assertThat(json.get("scored_at").longValue()).isEqualTo(TestReviews.NOON.millis());
    assertThat(((GenericRecord) avro.get("model")).get("name")).hasToString("tiny");
    List<?> words = (List<?>) avro.get("words");
    assertThat(words).hasSize(10);
    for (int i = 0; i < words.size(); i++) {
      GenericRecord word = (GenericRecord) words.get(i);
      JsonNode expected = json.get("words").get(i);
      assertThat(word.get("text")).hasToString(expected.get("text").textValue());
      assertThat(word.get("text"))
          .hasToString(review.substring((int) word.get("start"), (int) word.get("end")));
      assertThat(word.get("attention")).isEqualTo(expected.get("attention").doubleValue());
      assertThat(word.get("contribution")).isEqualTo(expected.get("contribution").doubleValue());
    }
  }

  @Test
  void shouldKeepKeyHeadersTimestampAndOrder() {
    start(settings("batch.max.reviews", "4"));
    List<TestRecord<byte[], byte[]>> sent = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Headers headers = new RecordHeaders().add("trace", bytes("t" + i)).add("trace", null);
      byte[] key = i % 3 == 0 ? null : new byte[] {(byte) i, (byte) 0xFF};
      sent.add(new TestRecord<>(key, bytes("film " + i), headers, MORNING.minusSeconds(i)));
    }

    reviews().pipeRecordList(sent);
    driver.advanceWallClockTime(DELAY);

    List<TestRecord<byte[], byte[]>> scored = scores().readRecordsToList();
    assertThat(scored).hasSize(sent.size());
    for (int i = 0; i < sent.size(); i++) {
      assertThat(scored.get(i).key()).isEqualTo(sent.get(i).key());
      assertThat(scored.get(i).headers()).isEqualTo(sent.get(i).headers());
      assertThat(scored.get(i).timestamp()).isEqualTo(sent.get(i).timestamp());
    }
  }

  @Test
  void shouldRejectTheUnusableWithBytesHeadersAndReason() {
    start(settings());
    byte[] broken = {'n', 'o', (byte) 0xFF};
    Headers headers = new RecordHeaders().add("trace", bytes("t"));
    Instant written = MORNING.minusSeconds(60);
    reviews().pipeInput(new TestRecord<>(broken, broken, headers, written));

    TestRecord<byte[], byte[]> rejected = output("reviews-rejected").readRecord();

    assertThat(rejected.key()).isEqualTo(broken);
    assertThat(rejected.value()).isEqualTo(broken);
    assertThat(rejected.timestamp()).isEqualTo(written.toEpochMilli());
    assertThat(rejected.headers())
        .extracting(header -> header.key() + "=" + new String(header.value(), UTF_8))
        .containsExactly(
            "trace=t",
            "__streams.errors.exception=sentiment.scoring.Rejection",
            "__streams.errors.message=invalid UTF-8 at byte 2",
            "__streams.errors.topic=reviews",
            "__streams.errors.partition=0",
            "__streams.errors.offset=0",
            "sentiment.reason=UNDECODABLE",
            "sentiment.rejected.at=" + TestReviews.NOON.millis());
    assertThat(scores().isEmpty()).isTrue();
  }

  @Test
  void shouldGiveOneRecordForEachInputWhateverItHolds() {
    start(settings());
    List<byte @Nullable []> values = new ArrayList<>();
    values.add(null);
    values.add(new byte[0]);
    values.add(new byte[] {0});
    values.add(new byte[] {0, 0, 0, 0, 9, 1});
    values.add(bytes("..."));
    values.add(bytes("good ".repeat(1 << 20)));
    values.add(bytes("x".repeat(100_000)));
    values.add(bytes("\uD83D\uDE00".repeat(100_000)));
    values.add(bytes(POISON));
    values.add(bytes("fine"));
    for (int i = 0; i < values.size(); i++) {
      send(Integer.toString(i), values.get(i));
    }
    driver.advanceWallClockTime(DELAY);

    List<String> outcomes = new ArrayList<>();
    output("reviews-rejected")
        .readRecordsToList()
        .forEach(
            r ->
                outcomes.add(
                    text(r.key())
                        + " "
                        + text(r.headers().lastHeader(DeadLetters.REASON).value())));
    scores().readRecordsToList().forEach(r -> outcomes.add(text(r.key()) + " scored"));
    assertThat(outcomes)
        .containsExactly(
            "0 EMPTY_TEXT",
            "1 EMPTY_TEXT",
            "2 UNDECODABLE",
            "3 UNDECODABLE",
            "4 EMPTY_TEXT",
            "5 TOO_LARGE",
            "8 SCORING_FAILED",
            "6 scored",
            "7 scored",
            "9 scored");
  }

  @Test
  void shouldKeepWaitingReviewsInTheChangelogAndTakeThemOutAgain() {
    start(settings());
    TestOutputTopic<Integer, byte[]> changelog =
        driver.createOutputTopic(
            "sentiment-review-buffer-changelog",
            new IntegerDeserializer(),
            new ByteArrayDeserializer());

    send("a", bytes("one film"));
    send("b", bytes("two films"));

    List<TestRecord<Integer, byte[]>> waiting = changelog.readRecordsToList();
    assertThat(waiting).extracting(TestRecord::key).containsExactly(0, 1);
    assertThat(waiting)
        .extracting(slot -> InputRecordCodec.decode(slot.value()).value())
        .containsExactly(bytes("one film"), bytes("two films"));

    driver.advanceWallClockTime(DELAY);

    assertThat(changelog.readRecordsToList())
        .extracting(TestRecord::key, TestRecord::value)
        .containsExactly(tuple(0, null), tuple(1, null));
    assertThat(scores().readValuesToList()).hasSize(2);
  }

  @Test
  void shouldNotTouchTheChangelogWhenABatchIsScoredBeforeTheCommit() {
    start(settings("batch.max.reviews", "1"));

    for (int i = 0; i < 20; i++) {
      send("a", bytes("one film"));
    }

    assertThat(scores().readValuesToList()).hasSize(20);
    assertThat(driver.producedTopicNames()).containsExactly("review-scores");
  }

  @Test
  void shouldRunWithoutRocksDb() {
    assertThatThrownBy(() -> Class.forName("org.rocksdb.RocksDB"))
        .isInstanceOf(ClassNotFoundException.class);
    start(settings());
    assertThat(driver.getAllStateStores().values()).isNotEmpty().noneMatch(StateStore::persistent);
  }

  /** The driver commits after each record, so it can't see what the cache saves between commits. */
  @Test
  void shouldCacheTheBuffer() {
    start(settings());

    assertThat(driver.getAllStateStores().get(ScoringTopology.STORE))
        .isInstanceOfSatisfying(
            WrappedStateStore.class,
            store -> assertThat(store.wrapped()).isInstanceOf(CachingKeyValueStore.class));
  }

  private void start(StreamSettings settings) {
    driver =
        new TopologyTestDriver(
            ScoringTopology.build(TestReviews.parts(settings)),
            StreamsProperties.of(settings),
            MORNING);
  }

  private void send(String key, byte @Nullable [] value) {
    reviews().pipeInput(bytes(key), value);
  }

  private TestInputTopic<byte[], byte[]> reviews() {
    return driver.createInputTopic("reviews", new ByteArraySerializer(), new ByteArraySerializer());
  }

  private TestOutputTopic<byte[], byte[]> scores() {
    return output("review-scores");
  }

  private TestOutputTopic<byte[], byte[]> output(String topic) {
    return driver.createOutputTopic(
        topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
