package sentiment.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sentiment.scoring.Rejection;
import sentiment.scoring.RejectionReason;
import sentiment.scoring.ReviewScore;

/**
 * Reads both output topics from their beginning, committed records only. Belongs to one thread and
 * to no consumer group.
 */
final class ResultReader implements AutoCloseable {

  private static final String REASON = "sentiment.reason";
  private static final String MESSAGE = "__streams.errors.message";
  private static final Duration STEP = Duration.ofMillis(100);
  private static final int MAX_STEPS = 300;

  private static final Logger LOG = LoggerFactory.getLogger(ResultReader.class);

  private final DemoTopics topics;
  private final ScoreParser parser = new ScoreParser();
  private final KafkaConsumer<byte[], byte[]> consumer;

  ResultReader(String broker, DemoTopics topics) {
    this.topics = topics;
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", broker,
            "isolation.level", "read_committed",
            "enable.auto.commit", "false");
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        Stream.of(topics.scores(), topics.rejected())
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /**
   * What has been committed since the last call; waits up to 0.1 s for something. Records that are
   * no results are logged and skipped: anyone can write to the demo's topics.
   */
  List<Result> next() {
    List<Result> results = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(STEP)) {
      try {
        results.add(read(record));
      } catch (IOException e) {
        LOG.warn(
            "{}-{}-{} is skipped: {}",
            record.topic(),
            record.partition(),
            record.offset(),
            e.getMessage());
      }
    }
    return results;
  }

  /**
   * Everything up to the topics' present ends.
   *
   * @throws IllegalStateException when the broker does not deliver it
   */
  List<Result> rest() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    List<Result> results = new ArrayList<>();
    for (int step = 0; step < MAX_STEPS; step++) {
      if (ends.entrySet().stream().allMatch(e -> consumer.position(e.getKey()) >= e.getValue())) {
        return results;
      }
      results.addAll(next());
    }
    throw new IllegalStateException("the broker does not deliver the last results");
  }

  @Override
  public void close() {
    consumer.close();
  }

  private Result read(ConsumerRecord<byte[], byte[]> record) throws IOException {
    if (record.topic().equals(topics.rejected())) {
      String id = id(record, record.topic() + "-" + record.partition() + "-" + record.offset());
      return new Result(id, rejection(id, record.headers()));
    }
    ReviewScore score = parser.parse(record.value());
    return new Result(id(record, score.reviewId()), score);
  }

  private static String id(ConsumerRecord<byte[], byte[]> record, String without) {
    return record.key() == null ? without : new String(record.key(), UTF_8);
  }

  private static Rejection rejection(String id, Headers headers) throws IOException {
    RejectionReason reason =
        Stream.of(RejectionReason.values())
            .filter(r -> r.name().equals(text(headers.lastHeader(REASON))))
            .findFirst()
            .orElseThrow(() -> new IOException("no known reason in its header " + REASON));
    return new Rejection(id, reason, text(headers.lastHeader(MESSAGE)));
  }

  private static String text(@Nullable Header header) {
    return header == null ? "" : new String(header.value(), UTF_8);
  }
}
