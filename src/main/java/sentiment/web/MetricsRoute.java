package sentiment.web;

import sentiment.metrics.PrometheusMetrics;

/** {@code GET /metrics}: what Prometheus scrapes. */
public final class MetricsRoute {

  private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

  private MetricsRoute() {}

  /** Answers with the state of these metrics at each request. */
  public static Route of(PrometheusMetrics metrics) {
    return Route.get("/metrics", request -> WebResponse.text(200, TEXT_FORMAT, metrics.scrape()));
  }
}
