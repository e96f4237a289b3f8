package sentiment.streams;

import org.apache.kafka.streams.KafkaStreams;

/** Reads what Kafka Streams measures of itself. */
@FunctionalInterface
public interface StreamObserver {

  /** Reads nothing. */
  StreamObserver NONE = streams -> {};

  /** A stream exists and is about to start; it is not the observer's to start or close. */
  void created(KafkaStreams streams);
}
