package sentiment.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import sentiment.streams.Health;
import sentiment.streams.StreamHealth;

/**
 * {@code GET /health/live} and {@code GET /health/ready}: {@code {"status":"up","cause":...}} with
 * 200, or {@code "down"} with 503.
 */
public final class HealthRoutes {

  private HealthRoutes() {}

  /** Answers with the state at each request. */
  public static List<Route> of(StreamHealth health) {
    return List.of(
        Route.get("/health/live", request -> answer(health.live())),
        Route.get("/health/ready", request -> answer(health.ready())));
  }

  private static WebResponse answer(Health health) {
    return WebResponse.json(
        health.isUp() ? 200 : 503,
        JsonNodeFactory.instance
            .objectNode()
            .put("status", health.isUp() ? "up" : "down")
            .put("cause", health.cause()));
  }
}
