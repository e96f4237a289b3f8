package sentiment.web;

import sentiment.metrics.PrometheusMetrics;
import sentiment.metrics.Scrape;

/** {@code GET /metrics}: what Prometheus scrapes, in the format that it prefers. */
public final class MetricsRoute {

  private static final String OPEN_METRICS = "application/openmetrics-text";
  private static final String TEXT = "text/plain";

  private MetricsRoute() {}

  /** Answers with the state of these metrics at each request. */
  public static Route of(PrometheusMetrics metrics) {
    return Route.get("/metrics", request -> answer(metrics, request));
  }

  private static WebResponse answer(PrometheusMetrics metrics, WebRequest request) {
    Accept accept = Accept.of(request.headers().getOrDefault("accept", "*/*"));
    double openMetrics = accept.explicit(OPEN_METRICS);
    Scrape scrape =
        openMetrics > 0 && openMetrics >= accept.quality(TEXT)
            ? metrics.openMetrics()
            : metrics.text();
    return new WebResponse(200, scrape.contentType(), scrape.body());
  }
}
