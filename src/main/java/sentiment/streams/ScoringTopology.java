package sentiment.streams;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Reviews in, scores and dead letters out: one source, one processor with its store, two sinks.
 *
 * <p>A record goes to the partition with the number of the one that it came from (modulo how many
 * there are), so that the order within a partition is kept whether records have keys or not and
 * whatever rule their producer spread them by.
 */
final class ScoringTopology {

  /** Name of the buffer's store; part of its changelog's name. */
  static final String STORE = "review-buffer";

  /** Names of the sinks. */
  static final String SCORES = "scores";

  static final String REJECTED = "rejected";

  private static final String SOURCE = "reviews";
  private static final String PROCESSOR = "score-reviews";

  private ScoringTopology() {}

  /** Builds the topology; does nothing else. */
  static Topology build(ScoringParts parts) {
    StreamSettings settings = parts.settings();
    StreamPartitioner<byte[], OutputRecord> partitioner =
        (topic, key, output, partitions) ->
            Optional.of(Set.of(output.inputPartition() % partitions));
    ByteArraySerializer keys = new ByteArraySerializer();
    Serializer<OutputRecord> values = (topic, output) -> output.value();
    Topology topology = new Topology();
    topology.addSource(
        AutoOffsetReset.earliest(),
        SOURCE,
        timestamps(),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        settings.inputTopic());
    topology.addProcessor(PROCESSOR, new Batching(parts), SOURCE);
    topology.addSink(SCORES, settings.outputTopic(), keys, values, partitioner, PROCESSOR);
    topology.addSink(REJECTED, settings.rejectedTopic(), keys, values, partitioner, PROCESSOR);
    return topology;
  }

  /**
   * The record's own timestamp. A producer may leave it out (-1); Kafka Streams' own extractors
   * stop at that or skip the record, so here it gets the partition's time, or now.
   */
  private static TimestampExtractor timestamps() {
    return (record, partitionTime) -> {
      if (record.timestamp() >= 0) {
        return record.timestamp();
      }
      return partitionTime >= 0 ? partitionTime : System.currentTimeMillis();
    };
  }

  private record Batching(ScoringParts parts)
      implements ProcessorSupplier<byte[], byte[], byte[], OutputRecord> {

    @Override
    public Processor<byte[], byte[], byte[], OutputRecord> get() {
      return new BatchingProcessor(parts);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return parts.durable() ? Set.of(buffer()) : Set.of();
    }

    private static StoreBuilder<?> buffer() {
      return Stores.keyValueStoreBuilder(
              Stores.inMemoryKeyValueStore(STORE), Serdes.Integer(), InputRecordCodec.serde())
          .withLoggingEnabled(Map.of())
          .withCachingEnabled();
    }
  }
}
