package sentiment.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bodies that come too slowly, or not to their end. */
@Timeout(60)
class SlowBodyTest {

  private static final int BYTES = 1 << 20;
  private static final Duration LATE = FakePeer.LIMITS.arrival();

  private final FakePeer peer = new FakePeer();
  private final BodyBudget budget = new BodyBudget(BYTES);
  private final AtomicInteger whole = new AtomicInteger();
  private final BodyReader reader =
      new BodyReader(peer.exchange, BYTES, budget, body -> whole.incrementAndGet());

  @Test
  void shouldCutOffWhoIsTooSlowWithoutReadingMore() {
    reader.run();
    peer.send(new byte[10], false);
    int reads = peer.reads;

    peer.pass(LATE);

    assertThat(peer.status).isEqualTo(408);
    assertThat(peer.headers.get("Connection")).isEqualTo("close");
    assertThat(peer.endPoint.isOpen()).isFalse();
    assertThat(peer.ends).isEqualTo(1);
    assertThat(peer.reads).isEqualTo(reads);
  }

  @Test
  void shouldEndOnceWhoNeverEndsAfterARefusal() {
    peer.exchange.refuse(JsonErrors.answer(400));
    peer.send(new byte[10], false);
    int reads = peer.reads;

    peer.pass(LATE);
    peer.send(new byte[10], false);

    assertThat(peer.status).isEqualTo(400);
    assertThat(peer.endPoint.isOpen()).isFalse();
    assertThat(peer.ends).isEqualTo(1);
    assertThat(peer.reads).isEqualTo(reads);
  }

  @Test
  void shouldTakeNoMemoryForARequestThatIsOver() {
    peer.meanwhile = () -> peer.exchange.fail(new EofException("gone"));

    reader.run();
    peer.send(new byte[BYTES], false);

    assertThat(peer.ends).isEqualTo(1);
    assertThat(peer.status).isZero();
    assertThat(budget.take(BYTES)).isTrue();
  }

  @Test
  void shouldNotReadOnWhenThereIsAnAnswer() {
    reader.run();
    peer.pass(LATE);
    int reads = peer.reads;

    peer.send(new byte[10], true);

    assertThat(peer.reads).isEqualTo(reads);
    assertThat(whole).hasValue(0);
  }

  @Test
  void shouldNotHandOnTheBodyOfARequestThatIsOver() {
    peer.meanwhile = () -> peer.pass(LATE);

    reader.run();
    peer.send(new byte[10], true);

    assertThat(peer.status).isEqualTo(408);
    assertThat(whole).hasValue(0);
  }

  @Test
  void shouldCutOffOthersAfterAFailure() throws Exception {
    ScheduledExecutorScheduler scheduler = new ScheduledExecutorScheduler();
    CountDownLatch sweeps = new CountDownLatch(3);
    scheduler.start();
    try {
      WebServer.repeat(
          scheduler,
          Duration.ofMillis(1),
          () -> {
            sweeps.countDown();
            throw new IllegalStateException("no sweep");
          });
      assertThat(sweeps.await(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      scheduler.stop();
    }
  }
}
