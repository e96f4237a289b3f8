package sentiment.web;

import java.time.Duration;

/**
 * What a web server reports about its requests. Calls come from every thread that answers; they
 * must be cheap, must not block and must not throw.
 */
@FunctionalInterface
public interface WebMetrics {

  /** Reports to nobody. */
  WebMetrics NONE = (route, status, time) -> {};

  /**
   * A request was answered.
   *
   * @param route the pattern of the route that answered, or {@code none}; never a path, of which
   *     there are as many as clients can think of
   * @param status of HTTP
   * @param time from when the request was read until its answer was sent
   */
  void request(String route, int status, Duration time);
}
