package sentiment.streams;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {

  private final Throwable retriable =
      new StreamsException("in process", new TimeoutException("a broker is slow"));

  private long now = -5;
  private final RestartPolicy policy = new RestartPolicy(() -> now);

  @Test
  void shouldStopAtOnceWhenTheFailureWouldComeAgain() {
    assertThat(policy.decide(new StreamsException("no", new IllegalStateException())))
        .isEqualTo(SHUTDOWN_CLIENT);
  }

  @Test
  void shouldGoOnAfterABrokerEndedTheTransaction() {
    Throwable ended = new StreamsException("in process", new InvalidTxnStateException("no"));
    assertThat(policy.decide(ended)).isEqualTo(REPLACE_THREAD);
  }

  @Test
  void shouldStopWhenRetriableFailuresDoNotEnd() {
    for (int i = 0; i < RestartPolicy.MAX_RESTARTS; i++) {
      assertThat(policy.decide(retriable)).isEqualTo(REPLACE_THREAD);
    }
    assertThat(policy.decide(retriable)).isEqualTo(SHUTDOWN_CLIENT);
  }

  @Test
  void shouldForgetOldFailures() {
    for (int i = 0; i < 3 * RestartPolicy.MAX_RESTARTS; i++) {
      assertThat(policy.decide(retriable)).isEqualTo(REPLACE_THREAD);
      now += RestartPolicy.WINDOW.toNanos() / RestartPolicy.MAX_RESTARTS + 1;
    }
  }
}
