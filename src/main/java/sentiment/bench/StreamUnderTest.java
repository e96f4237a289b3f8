package sentiment.bench;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import sentiment.demo.EmbeddedBroker;
import sentiment.model.ModelBundle;
import sentiment.scoring.LiveModel;
import sentiment.scoring.LiveScoring;
import sentiment.streams.ScoringApplication;
import sentiment.streams.StreamSettings;

/**
 * One stream on topics of its own, with the producer and the read-committed consumer that load and
 * observe it.
 */
final class StreamUnderTest implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String broker;
  private final StreamSettings settings;
  private final int partitions;
  private final Variant variant;
  private final BatchStatistics statistics = new BatchStatistics();
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private Optional<ScoringApplication> application = Optional.empty();

  /** Creates the topics; the stream is {@linkplain #start started} later. */
  StreamUnderTest(
      EmbeddedBroker broker,
      Variant variant,
      String name,
      int partitions,
      Map<String, String> settings) {
    this.broker = broker.bootstrapServers();
    this.variant = variant;
    this.partitions = partitions;
    Map<String, String> all = new HashMap<>(settings);
    all.putAll(variant.settings());
    all.put("bootstrap.servers", this.broker);
    all.put("application.id", name);
    all.put("input.topic", name + "-in");
    all.put("output.topic", name + "-out");
    all.put("rejected.topic", name + "-rejected");
    this.settings = StreamSettings.of(Map.of(), Map.of(), all);
    for (String topic : List.of(name + "-in", name + "-out", name + "-rejected")) {
      broker.createTopic(topic, partitions);
    }
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", this.broker, "max.in.flight.requests.per.connection", 1),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    consumer = consumer(List.of(name + "-out", name + "-rejected"));
  }

  private KafkaConsumer<byte[], byte[]> consumer(List<String> topics) {
    KafkaConsumer<byte[], byte[]> created =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> all = new ArrayList<>();
    for (String topic : topics) {
      created
          .partitionsFor(topic)
          .forEach(partition -> all.add(new TopicPartition(topic, partition.partition())));
    }
    created.assign(all);
    created.seekToBeginning(all);
    return created;
  }

  BatchStatistics statistics() {
    return statistics;
  }

  /** Starts to score. */
  void start(ModelBundle bundle) {
    LiveModel model = new LiveModel(bundle, settings.scoringOptions(), Clock.systemUTC());
    LiveScoring scoring = new LiveScoring(model, Optional.empty(), statistics);
    application =
        Optional.of(
            variant.isDurable()
                ? ScoringApplication.start(settings, scoring)
                : ScoringApplication.startWithoutDurability(settings, scoring));
  }

  /** Sends a review, numbered in its key; its partition is that of the number. */
  Future<RecordMetadata> send(int number, String text) {
    return producer.send(
        new ProducerRecord<>(
            settings.inputTopic(),
            number % partitions,
            Integer.toString(number).getBytes(StandardCharsets.UTF_8),
            text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Waits until all that was sent is in the input topic. */
  void flush() {
    producer.flush();
  }

  /**
   * Reads committed results.
   *
   * @param result told the number of each
   * @param count how many to wait for
   * @throws IllegalStateException if none comes for a minute
   */
  void read(int count, Consumer<Integer> result) {
    int seen = 0;
    long progress = System.nanoTime();
    while (seen < count) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      long now = System.nanoTime();
      if (records.isEmpty()) {
        if (now - progress > PATIENCE.toNanos()) {
          throw new IllegalStateException(
              "no result for a minute; %d of %d".formatted(seen, count));
        }
        continue;
      }
      progress = now;
      seen += records.count();
      for (ConsumerRecord<byte[], byte[]> record : records) {
        result.accept(Integer.valueOf(new String(record.key(), StandardCharsets.UTF_8)));
      }
    }
  }

  /** Reads the buffer's changelog from its beginning to its end. */
  Changelog changelog() {
    String topic = settings.applicationId() + "-review-buffer-changelog";
    if (!variant.isDurable()) {
      return new Changelog(0, 0, 0);
    }
    long records = 0;
    long tombstones = 0;
    long bytes = 0;
    try (KafkaConsumer<byte[], byte[]> reader = consumer(List.of(topic))) {
      Map<TopicPartition, Long> ends = reader.endOffsets(reader.assignment());
      while (ends.entrySet().stream().anyMatch(e -> reader.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
          records++;
          tombstones += record.value() == null ? 1 : 0;
          bytes += record.key().length + (record.value() == null ? 0 : record.value().length);
        }
      }
    }
    return new Changelog(records, tombstones, bytes);
  }

  /** What durability wrote: records, of those tombstones, and bytes of keys and values. */
  record Changelog(long records, long tombstones, long bytes) {}

  /**
   * Sends reviews at their times, whatever becomes of them, in a thread of its own.
   *
   * @param due since {@code start}, in nanoseconds
   */
  Thread load(long start, long[] due, int first, List<String> texts) {
    Thread thread =
        new Thread(
            () -> {
              for (int i = 0; i < due.length; i++) {
                long wait = start + due[i] - System.nanoTime();
                while (wait > 0) {
                  LockSupport.parkNanos(wait);
                  wait = start + due[i] - System.nanoTime();
                }
                Future<RecordMetadata> unused = // a lost one is noticed by who waits for its result
                    send(first + i, texts.get((first + i) % texts.size()));
              }
            },
            "bench-load");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Waits until the stream works. */
  void awaitRunning() throws InterruptedException {
    if (!application.orElseThrow().awaitRunning(PATIENCE)) {
      throw new IllegalStateException(
          "the stream does not run, waited %d s".formatted(PATIENCE.toSeconds()));
    }
    TimeUnit.MILLISECONDS.sleep(500); // its first poll is on its way
  }

  @Override
  public void close() {
    application.ifPresent(ScoringApplication::close);
    producer.close(Duration.ZERO);
    consumer.close();
  }
}
