package sentiment.metrics;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** The web server's requests. */
final class WebMeters {

  private final Meters meters;
  private final Timer time;

  WebMeters(Meters meters) {
    this.meters = meters;
    time =
        meters.timer(
            "sentiment.web.request",
            "Time from reading a request of the web server until its answer was sent.",
            Buckets.times(Duration.ofMillis(1), Duration.ofMinutes(1)));
  }

  void request(String route, int status, Duration duration) {
    meters
        .counter(
            "sentiment.web.requests",
            "Requests that the web server answered, by the route's pattern and HTTP's status.",
            "route",
            route,
            "status",
            Integer.toString(status))
        .increment();
    time.record(duration);
  }
}
