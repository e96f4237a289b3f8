package sentiment.streams;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Sends records in transactions: all of a call's, or none. What the topic refuses for what it is
 * must not hold up the others for ever, so it is found and left out.
 */
final class ReplaySender implements AutoCloseable {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private final Producer<byte[], byte[]> producer;

  /**
   * Fences other producers with the same transactional id and ends their transactions: when this
   * returns, what they did is either committed or will never be.
   */
  ReplaySender(Producer<byte[], byte[]> producer) {
    this.producer = producer;
    try {
      producer.initTransactions();
    } catch (KafkaException e) {
      close();
      throw e;
    }
  }

  /**
   * Moves records, each with its mark.
   *
   * @return those that were refused; they have not moved
   */
  List<ReplayMove> move(List<ReplayMove> moves) {
    try {
      send(moves.stream().flatMap(move -> Stream.of(move.record(), move.mark())).toList());
      return List.of();
    } catch (KafkaException e) {
      if (!isRefusal(e)) {
        throw e;
      }
      producer.abortTransaction();
    }
    if (moves.size() == 1) {
      return moves;
    }
    int half = moves.size() / 2;
    return Stream.of(moves.subList(0, half), moves.subList(half, moves.size()))
        .flatMap(part -> move(part).stream())
        .toList();
  }

  /** Sends records in one transaction. */
  void send(List<ProducerRecord<byte[], byte[]>> records) {
    if (records.isEmpty()) {
      return;
    }
    producer.beginTransaction();
    for (ProducerRecord<byte[], byte[]> record : records) {
      Future<?> unused = producer.send(record); // the commit throws what comes of it
    }
    producer.commitTransaction();
  }

  private static boolean isRefusal(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RecordTooLargeException
          || cause instanceof InvalidTimestampException
          || cause instanceof InvalidRecordException) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }
}
