package sentiment.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static sentiment.streams.TestReviews.NOON;
import static sentiment.streams.TestReviews.bytes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import sentiment.demo.EmbeddedBroker;
import sentiment.scoring.Rejection;
import sentiment.scoring.RejectionReason;

/** The topics of one test of replaying: reviews, the rejected ones and the memory of replays. */
public final class ReplayTopics {

  static final int PARTITIONS = 3;

  /** A bound that no dead letter here comes near. */
  static final int LARGE = 1 << 20;

  /** When reviews are written; not long ago, for brokers remove old ones. */
  static final long WRITTEN = System.currentTimeMillis();

  final String input;
  final String rejected;
  final String memory;
  private final EmbeddedBroker broker;

  /** Topics named after a test; {@link #create} makes them. */
  public ReplayTopics(EmbeddedBroker broker, String name) {
    this.broker = broker;
    this.input = name;
    this.rejected = name + "-rejected";
    this.memory = name + "-rejected-replayed";
  }

  /** Creates the topics of reviews and of rejected reviews. */
  public ReplayTopics create() {
    broker.createTopic(input, PARTITIONS);
    broker.createTopic(rejected, PARTITIONS);
    return this;
  }

  StreamSettings settings(String... keysAndValues) {
    List<String> all = new ArrayList<>();
    own()
        .forEach(
            (key, value) -> {
              all.add(key);
              all.add(value);
            });
    all.addAll(List.of(keysAndValues));
    return TestReviews.settings(all.toArray(String[]::new));
  }

  /** The settings as flags of a command. */
  public List<String> flags() {
    List<String> flags = new ArrayList<>();
    own()
        .forEach(
            (key, value) -> {
              flags.add("--set");
              flags.add(key + "=" + value);
            });
    return flags;
  }

  private Map<String, String> own() {
    return Map.of(
        "bootstrap.servers",
        broker.bootstrapServers(),
        "application.id",
        input,
        "input.topic",
        input,
        "output.topic",
        input + "-scores",
        "rejected.topic",
        rejected);
  }

  /** An input record of that number; its coordinates are where it would lie. */
  InputRecord review(int number) {
    return new InputRecord(
        input,
        number % PARTITIONS,
        number / PARTITIONS,
        WRITTEN + number,
        bytes("key " + number),
        bytes("value " + number),
        new RecordHeaders().add("trace", bytes("t" + number)));
  }

  /** Rejects the reviews numbered 0 to {@code count} - 1, none of which is in the input topic. */
  public void reject(int count) throws Exception {
    List<ProducerRecord<byte[], byte[]>> letters = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      letters.add(letter(review(i), RejectionReason.EMPTY_TEXT, WRITTEN, LARGE));
    }
    send(letters);
  }

  /** The record of the rejected topic, with the bound {@code maxBytes}. */
  ProducerRecord<byte[], byte[]> letter(
      InputRecord review, RejectionReason reason, long rejectedAt, int maxBytes) {
    Record<byte[], OutputRecord> letter =
        new DeadLetters(maxBytes)
            .deadLetter(review, new Rejection("id", reason, "detail"), rejectedAt);
    return new ProducerRecord<>(
        rejected,
        review.partition(),
        letter.timestamp(),
        letter.key(),
        letter.value().value(),
        letter.headers());
  }

  void send(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "max.request.size",
            9_000_000,
            "max.in.flight.requests.per.connection",
            1);
    List<Future<?>> sent = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      records.forEach(record -> sent.add(producer.send(record)));
    }
    for (Future<?> future : sent) {
      future.get();
    }
  }

  /** Replays, and returns what it reports. */
  JsonNode replay(ReplayFilter filter, boolean dryRun) {
    return json(RejectedReplay.run(settings(), filter, dryRun, NOON, silent()));
  }

  static ReplayProgress silent() {
    return (done, total) -> {};
  }

  static JsonNode json(ReplayReport report) {
    try {
      return new ObjectMapper().readTree(report.json());
    } catch (IOException e) {
      throw new AssertionError(report.json(), e);
    }
  }

  static void assertTotals(JsonNode report, int matched, int replayed, int already) {
    assertThat(List.of("matched", "replayed", "already_replayed"))
        .extracting(name -> report.get(name).intValue())
        .as("%s", report)
        .containsExactly(matched, replayed, already);
  }

  static ReplayFilter reasons(RejectionReason... reasons) {
    return new ReplayFilter(Set.of(reasons), Instant.MIN, Instant.MAX);
  }

  /** What is in the input topic, committed. */
  List<ConsumerRecord<byte[], byte[]>> reviews() {
    return read(input);
  }

  /** Numbers of the reviews in the input topic, committed. */
  public List<Integer> numbers() {
    return reviews().stream()
        .map(record -> Integer.parseInt(text(record.key()).substring("key ".length())))
        .toList();
  }

  /** How many marks there are. */
  public int marks() {
    return read(memory).size();
  }

  /**
   * A topic's committed records, to its present end. Waits for transactions that are there: a
   * commit returns before readers of committed records see it.
   */
  List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_committed");
        KafkaConsumer<byte[], byte[]> all = consumer("read_uncommitted")) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = all.endOffsets(partitions);
      while (!partitions.stream().allMatch(p -> consumer.position(p) >= ends.get(p))) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  private KafkaConsumer<byte[], byte[]> consumer(String isolation) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "isolation.level",
            isolation,
            "allow.auto.create.topics",
            "false",
            "enable.auto.commit",
            "false");
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Removes what a topic's partitions hold before those offsets, as retention does. */
  void expire(String topic, Map<Integer, Long> before) throws Exception {
    Map<TopicPartition, RecordsToDelete> records = new HashMap<>();
    before.forEach(
        (partition, offset) ->
            records.put(
                new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(offset)));
    try (Admin admin = admin()) {
      admin.deleteRecords(records).all().get();
    }
  }

  void create(NewTopic topic) throws Exception {
    try (Admin admin = admin()) {
      admin.createTopics(List.of(topic)).all().get();
    }
    broker.createTopic(topic.name(), 1); // waits until it is visible
  }

  /** Deletes a topic and waits until clients no longer see it. */
  void delete(String topic) throws Exception {
    try (Admin admin = admin()) {
      admin.deleteTopics(List.of(topic)).all().get();
      while (isThere(topic)) {
        Thread.sleep(20);
      }
    }
  }

  Uuid idOf(String topic) throws InterruptedException, ExecutionException {
    try (Admin admin = admin()) {
      return admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).topicId();
    }
  }

  boolean isThere(String topic) throws InterruptedException, ExecutionException {
    try (Admin admin = admin()) {
      return admin.listTopics().names().get().contains(topic);
    }
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : text(header.value());
  }

  static String text(byte @Nullable [] bytes) {
    return bytes == null ? "" : new String(bytes, UTF_8);
  }
}
