package sentiment.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamHealthTest {

  private long nanos = 5;
  private final AtomicInteger alive = new AtomicInteger(2);
  private final StreamHealth health = new StreamHealth(() -> nanos);

  @BeforeEach
  void watch() {
    health.watch(2, alive::get);
  }

  @Test
  void shouldBeAliveAndNotReadyUntilTheStreamRuns() {
    health.starting("the model is warming up");
    assertThat(health.live()).isEqualTo(Health.up("starting: the model is warming up"));
    assertThat(health.ready()).isEqualTo(Health.down("starting: the model is warming up"));

    health.starting("the stream is joining its group");
    health.changed(State.REBALANCING);
    assertThat(health.ready()).isEqualTo(Health.down("starting: the stream is joining its group"));

    health.changed(State.RUNNING);
    assertThat(health.ready()).isEqualTo(Health.up("running"));
  }

  @Test
  void shouldStayReadyInARebalanceUnlessItLasts() {
    health.changed(State.RUNNING);
    health.changed(State.REBALANCING);
    nanos += Duration.ofSeconds(60).toNanos();
    assertThat(health.ready()).isEqualTo(Health.up("rebalancing for 60 s"));

    nanos += 1;
    assertThat(health.ready()).isEqualTo(Health.down("rebalancing for 60 s"));
    assertThat(health.live().isUp()).isTrue();

    health.changed(State.RUNNING);
    health.changed(State.REBALANCING);
    assertThat(health.ready()).isEqualTo(Health.up("rebalancing for 0 s"));
  }

  @Test
  void shouldNotBeReadyWithoutAllItsThreads() {
    health.changed(State.RUNNING);
    health.threadDied("a broker was slow");
    alive.set(1);

    assertThat(health.ready())
        .isEqualTo(
            Health.down(
                "1 of 2 stream threads alive, after a stream thread died: a broker was slow"));
    assertThat(health.live().isUp()).isTrue();

    alive.set(2);
    health.changed(State.REBALANCING);
    health.changed(State.RUNNING);
    assertThat(health.ready()).isEqualTo(Health.up("running"));
  }

  @Test
  void shouldNotBeAliveWhenTheStreamCantGoOn() {
    health.changed(State.RUNNING);
    health.failed("stream stopped: no memory");
    health.failed("another");
    health.changed(State.ERROR);

    assertThat(health.live()).isEqualTo(Health.down("stream stopped: no memory"));
    assertThat(health.ready()).isEqualTo(health.live());
  }

  @Test
  void shouldNotBeAliveWhenTheStreamHasStoppedByItself() {
    health.changed(State.RUNNING);
    health.changed(State.ERROR);

    assertThat(health.live()).isEqualTo(Health.down("the stream has stopped"));
  }

  @Test
  void shouldBeAliveAndNotReadyWhileItCloses() {
    health.changed(State.RUNNING);
    health.closing();
    health.changed(State.NOT_RUNNING);

    assertThat(health.live()).isEqualTo(Health.up("stopping"));
    assertThat(health.ready()).isEqualTo(Health.down("stopping"));
  }
}
