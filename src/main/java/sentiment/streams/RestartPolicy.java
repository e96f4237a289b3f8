package sentiment.streams;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/**
 * What to do when a stream thread dies: another takes over its work if Kafka calls the cause
 * retriable, a few times; anything else would come again and stops the application.
 *
 * <p>Another also takes over where a broker calls the state of the transaction invalid: it may say
 * so after it ended the transaction of a process that was cut off, instead of saying that the
 * producer is too old, from which Kafka Streams recovers by itself (as in KAFKA-19690; seen with
 * 4.3.1 too). A new thread has a new producer and begins at what is committed.
 */
final class RestartPolicy {

  /** Threads replaced within {@link #WINDOW} at most. */
  static final int MAX_RESTARTS = 5;

  static final Duration WINDOW = Duration.ofMinutes(10);

  private final LongSupplier nanoTime;
  private final Deque<Long> restarts = new ArrayDeque<>();

  /** Measures time by {@code nanoTime}, which runs as {@link System#nanoTime} does. */
  RestartPolicy(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Decides on one death; several threads may ask. */
  synchronized StreamThreadExceptionResponse decide(Throwable failure) {
    long now = nanoTime.getAsLong();
    while (!restarts.isEmpty() && now - restarts.getFirst() > WINDOW.toNanos()) {
      restarts.removeFirst();
    }
    if (!isRetriable(failure) || restarts.size() >= MAX_RESTARTS) {
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    restarts.addLast(now);
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  private static boolean isRetriable(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RetriableException || cause instanceof InvalidTxnStateException) {
        return true;
      }
    }
    return false;
  }
}
